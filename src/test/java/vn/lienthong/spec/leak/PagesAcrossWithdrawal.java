package vn.lienthong.spec.leak;

import static vn.lienthong.spec.leak.Decisions.PROVINCE;
import static vn.lienthong.spec.leak.Decisions.data;
import static vn.lienthong.spec.leak.Decisions.except;
import static vn.lienthong.spec.leak.Decisions.provision;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A page link that was made while a row was permitted, followed when it no longer is: the page is that of a world where
 * the row never was.
 */
final class PagesAcrossWithdrawal {

    private static final String PATIENT = "leak-pages";
    private static final String WITHDRAWN = "Observation/leak-pages-3";

    private static final List<String> SEARCHES = List.of(
            "Observation?patient=" + PATIENT + "&_sort=-date&_count=2",
            "Observation?patient=" + PATIENT + "&_sort=-date&_count=2&_include=*&_total=accurate",
            "Patient/" + PATIENT + "/$everything?_type=Observation&_count=3");

    private final TwoWorlds worlds;

    PagesAcrossWithdrawal(TwoWorlds worlds) {
        this.worlds = worlds;
    }

    List<String> differences() {
        load(worlds.hidden(), true);
        load(worlds.absent(), false);
        var here =
                SEARCHES.stream().map(search -> second(worlds.hidden(), search)).toList();
        var there =
                SEARCHES.stream().map(search -> second(worlds.absent(), search)).toList();
        withdraw(worlds.hidden());
        withdraw(worlds.absent());
        var differences = new ArrayList<String>();
        for (int i = 0; i < here.size(); i++) {
            String hidden = worlds.hidden().ask(Asker.CLINICIAN, here.get(i)).text();
            String absent = worlds.absent().ask(Asker.CLINICIAN, there.get(i)).text();
            if (!hidden.equals(absent) || !hidden.contains("leak-pages-4")) {
                differences.add("%s\n  hidden: %s\n  absent: %s".formatted(SEARCHES.get(i), hidden, absent));
            }
        }
        return differences;
    }

    private static void load(World world, boolean all) {
        var resources = new ArrayList<>(List.of("{\"resourceType\":\"Patient\",\"id\":\"%s\"}".formatted(PATIENT)));
        Stream.of(1, 2, 3, 4)
                .filter(number -> all || number != 3)
                .map(PagesAcrossWithdrawal::observation)
                .forEach(resources::add);
        resources.add(consent(provision("permit", PROVINCE)));
        resources.forEach(resource -> put(world, resource));
    }

    private static String observation(int number) {
        return """
                {"resourceType":"Observation","id":"leak-pages-%1$d","status":"final","code":{"text":"Leak"},
                 "subject":{"reference":"Patient/%2$s"},"effectiveDateTime":"2025-0%3$d-01"}""".formatted(number, PATIENT, 9 - number);
    }

    private static String consent(String provision) {
        return Decisions.consent("leak-pages-consent", "Patient/" + PATIENT, provision);
    }

    private static void withdraw(World world) {
        put(world, consent(provision("permit", PROVINCE, except(provision("deny", data(List.of(WITHDRAWN)))))));
    }

    private static void put(World world, String resource) {
        var put = Question.send("interaction:update", "PUT", Json.key(resource), resource);
        Asker sender = resource.contains("\"resourceType\":\"Consent\"") ? Asker.RECORDER : Asker.CUSTODIAN;
        int status = world.send(sender, put).statusCode();
        if (status >= 300) {
            throw new AssertionError(status + " " + resource);
        }
    }

    /** The link to the second page. */
    private static Question second(World world, String search) {
        var first = world.send(Asker.CLINICIAN, Question.get("paging", search));
        return Question.get("paging", World.next(World.body(first)).orElseThrow());
    }
}
