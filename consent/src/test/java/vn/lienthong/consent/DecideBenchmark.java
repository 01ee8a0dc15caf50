package vn.lienthong.consent;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A history of 1,000 rows under 20 Consents of 10 provisions, all of which concern the caller: it has to be decided in
 * less than a millisecond. Run by {@code ./mvnw -pl consent -P benchmark test-compile exec:exec}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DecideBenchmark {

    private static final int ROWS = 1_000;
    private static final int CONSENTS = 20;
    private static final int EXCEPTIONS = 9;
    private static final Instant NOW = Instant.parse("2026-11-22T03:00:00Z");
    private static final List<String> TYPES = List.of(
            "Observation",
            "Condition",
            "MedicationRequest",
            "Encounter",
            "Procedure",
            "DiagnosticReport",
            "Immunization");

    private final Request request = Request.at(NOW)
            .practitioner("Practitioner/p")
            .role("clinician")
            .facility(new CallingFacility("22021", FacilityLevel.DISTRICT, true, true))
            .build();
    private final Random random = new Random(1);
    private final Policy policy = policy();
    private final List<SampleRow> rows = rows();
    private final Decider prepared = ConsentEngine.prepare(request, policy);

    /** Preparing and deciding, as one request for the history does. */
    @Benchmark
    public int prepareAndDecideHistory() {
        return permitted(ConsentEngine.prepare(request, policy));
    }

    /** Deciding alone. */
    @Benchmark
    public int decideHistory() {
        return permitted(prepared);
    }

    private int permitted(Decider decider) {
        int permitted = 0;
        for (SampleRow row : rows) {
            if (decider.decide(row).permits()) {
                permitted++;
            }
        }
        return permitted;
    }

    private Policy policy() {
        List<ConsentRecord> consents = new ArrayList<>();
        for (int i = 0; i < CONSENTS; i++) {
            Provision.Builder root =
                    Provision.permit().actor(new Actor.Province()).purpose(Purpose.TREAT);
            for (int j = 0; j < EXCEPTIONS; j++) {
                root.except(exception(j));
            }
            consents.add(ConsentRecord.active("Consent/" + i, root.build()));
        }
        return new Policy(consents, DefaultPolicy.OPT_IN);
    }

    private Provision exception(int kind) {
        Provision.Builder exception = kind % 2 == 0 ? Provision.deny() : Provision.permit();
        Instant start = NOW.minus(Duration.ofDays(random.nextInt(2_000)));
        return switch (kind % 5) {
            case 0 ->
                exception
                        .code("icd|" + random.nextInt(500), "icd|" + random.nextInt(500))
                        .build();
            case 1 -> exception.type("Condition").label("HIV", "PSY").build();
            case 2 ->
                exception
                        .dataPeriod(new Period(start, start.plus(Duration.ofDays(10))))
                        .build();
            case 3 ->
                exception
                        .data(DataReference.Meaning.RELATED, "Encounter/" + random.nextInt(100))
                        .build();
            default ->
                exception
                        .data(DataReference.Meaning.INSTANCE, "Observation/" + random.nextInt(ROWS))
                        .build();
        };
    }

    private List<SampleRow> rows() {
        List<SampleRow> made = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            Instant start = NOW.minus(Duration.ofDays(random.nextInt(2_000)));
            SampleRow row = SampleRow.observation()
                    .of(TYPES.get(random.nextInt(TYPES.size())), Integer.toString(i))
                    .during(start, start)
                    .coded("icd|" + random.nextInt(500), "loinc|" + random.nextInt(500))
                    .writtenBy("Practitioner/" + random.nextInt(20))
                    .in("Encounter/" + random.nextInt(100));
            made.add(i % 20 == 0 ? row.labelled("R", "HIV") : row);
        }
        return made;
    }
}
