package vn.lienthong.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What one facility writes about one person: hands out ids, counts down the resources still to be written, and cuts
 * the whole into Bundles that a server takes at once.
 */
final class RecordBook {
    /** A visit adds fewer than 100, so no Bundle passes 700. */
    private static final int FULL = 600;

    /** Days for which medicine is handed out at most. */
    private static final int LONGEST_SUPPLY = 30;

    private final Registration registration;
    private final LocalDate today;
    private final Dice dice;
    private final Dice ids;
    private final List<Push> pushes = new ArrayList<>();
    private TransactionBundle bundle;
    private int remaining;
    private int numbers;

    RecordBook(Registration registration, LocalDate today, Dice dice, Dice ids, int resources) {
        this.registration = registration;
        this.today = today;
        this.dice = dice;
        this.ids = ids;
        this.remaining = resources;
        this.bundle = newBundle();
    }

    private TransactionBundle newBundle() {
        return new TransactionBundle("facility-" + registration.facility().code);
    }

    Registration registration() {
        return registration;
    }

    Dice dice() {
        return dice;
    }

    String newId() {
        return ids.uuid();
    }

    int nextNumber() {
        return ++numbers;
    }

    /** Whether what was ordered on `day` is still under way on the day of the world. */
    boolean stillRuns(LocalDate day) {
        return day.plusDays(LONGEST_SUPPLY).isAfter(today);
    }

    boolean hasRoomFor(int resources) {
        return remaining >= resources;
    }

    FhirJson open(String type, String id) {
        return bundle.resource(type, id);
    }

    void close() {
        bundle.end();
        remaining--;
    }

    /** Call between visits: what belongs to one visit stays in one Bundle. */
    void cutIfFull() {
        if (bundle.size() >= FULL) {
            cut();
        }
    }

    List<Push> finished() {
        if (bundle.size() > 0) {
            cut();
        }
        return List.copyOf(pushes);
    }

    private void cut() {
        int resources = bundle.size();
        pushes.add(new Push(registration.facility().code, registration.person().key(), bundle.toBytes(), resources));
        bundle = newBundle();
    }
}
