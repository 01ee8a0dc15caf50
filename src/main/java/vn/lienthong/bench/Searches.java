package vn.lienthong.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntConsumer;

/** Searches of a record: by one parameter of each kind, and over references. Of each group the slowest counts. */
final class Searches {

    private static final String PAGE = "&_count=20";

    private static final List<String> BY_ONE = List.of(
            "Observation?patient=%s&code=4548-4",
            "Observation?patient=%s&code:not=4548-4",
            "Observation?patient=%s&date=ge2020",
            "Observation?patient=%s&value-quantity=gt5",
            "Observation?patient=%s&encounter:missing=false",
            "Observation?patient=%s&_lastUpdated=gt2020",
            "Encounter?patient=%s&class=AMB",
            "MedicationRequest?patient=%s&status=completed");

    private static final List<String> OVER_TWO_LINKS = List.of(
            "DiagnosticReport?patient=%s&result.encounter.class=AMB",
            "Observation?patient=%s&encounter.service-provider.name=b",
            "Encounter?patient=%s&_has:Observation:encounter:code=4548-4",
            "Encounter?patient=%s&_has:Observation:encounter:_has:DiagnosticReport:result:status=final");

    private final FhirClient client;
    private final String clinician;
    private final People people;
    private final Rounds rounds;
    private final ObjectMapper json = new ObjectMapper();

    Searches(FhirClient client, String clinician, People people, Rounds rounds) {
        this.client = client;
        this.clinician = clinician;
        this.people = people;
        this.rounds = rounds;
    }

    private record Timed(String search, Latencies times) {}

    /** @param limit what the database alone does with the rows of a record that a search looks at */
    List<Line> measure(Latencies limit) {
        return List.of(
                line("search by one parameter", BY_ONE, 8, limit),
                line("search over two links or `_has`", OVER_TWO_LINKS, 15, limit));
    }

    private Line line(String work, List<String> searches, int target, Latencies limit) {
        var timed = new ArrayList<Timed>();
        for (var search : searches) {
            findsSomething(search);
            timed.add(new Timed(search, rounds.one(asking(search))));
        }
        timed.sort(Comparator.comparingDouble(one -> one.times().p50()));
        var fastest = timed.getFirst();
        var slowest = timed.getLast();
        return Line.of(
                        "%s, slowest of %d: `%s`"
                                .formatted(
                                        work, searches.size(), slowest.search().formatted("…")),
                        slowest.times().p50(),
                        "ms")
                .spread("%s; fastest %s ms"
                        .formatted(
                                slowest.times().spread(),
                                Line.number(fastest.times().p50())))
                .atMost(target)
                .limit("JDBC %s ms".formatted(Line.number(limit.p50())));
    }

    private IntConsumer asking(String search) {
        return number -> client.length(clinician, path(search, number));
    }

    private String path(String search, int number) {
        return search.formatted(people.patientId(number % people.size())) + PAGE;
    }

    /** A search that matches nothing would be measured for nothing. */
    private void findsSomething(String search) {
        for (int number = 0; number < people.size(); number++) {
            try {
                if (json.readTree(client.body(clinician, path(search, number)))
                                .path("total")
                                .asInt()
                        > 0) {
                    return;
                }
            } catch (IOException noJson) {
                throw new UncheckedIOException(noJson);
            }
        }
        throw new BenchFailure("`" + search + "` finds nothing of anybody.");
    }
}
