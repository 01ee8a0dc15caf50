package vn.lienthong.access.canary;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.lienthong.access.AccessRequest;
import vn.lienthong.access.Everything;
import vn.lienthong.access.InstanceHistory;
import vn.lienthong.access.Reading;
import vn.lienthong.access.ResultBundle;
import vn.lienthong.access.Searching;
import vn.lienthong.record.RecordRow;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;

/** Asks for the canaries by read, vread, history, search, include and {@code $everything}, and compares. */
@Component
class Probes {

    private final Reading reading;
    private final InstanceHistory history;
    private final Searching searching;
    private final Everything everything;
    private final CanaryCallers callers;

    Probes(
            Reading reading,
            InstanceHistory history,
            Searching searching,
            Everything everything,
            CanaryCallers callers) {
        this.reading = reading;
        this.history = history;
        this.searching = searching;
        this.everything = everything;
        this.callers = callers;
    }

    private interface Ask {
        Set<ResourceKey> by(AccessRequest request);
    }

    private record Probe(String name, Ask ask, Set<ResourceKey> expected) {}

    List<Finding> run() {
        var findings = new ArrayList<Finding>();
        for (var probe : probes()) {
            var shown = nothingWhenUnknown(() -> probe.ask().by(callers.reader(probe.name())));
            shown.stream()
                    .filter(key -> !probe.expected().contains(key))
                    .forEach(key -> findings.add(new Finding.Leak(probe.name(), key.toString())));
            probe.expected().stream()
                    .filter(key -> !shown.contains(key))
                    .forEach(key -> findings.add(new Finding.Gap(probe.name(), key.toString())));
        }
        return findings;
    }

    private List<Probe> probes() {
        var probes = new ArrayList<Probe>();
        probes.add(read(Canaries.SEEN, Set.of(Canaries.SEEN)));
        for (var key : Canaries.hidden()) {
            probes.add(read(key, Set.of()));
        }
        probes.add(new Probe(
                "vread",
                request -> Set.of(reading.vread(request, Canaries.REFUSED, "1").key()),
                Set.of()));
        probes.add(new Probe("history", request -> keys(history.of(request, Canaries.REFUSED, Map.of())), Set.of()));
        var patient = new ResourceKey("Patient", Canaries.PARTLY_HIDDEN);
        var consent = new ResourceKey("Consent", Canaries.PARTLY_HIDDEN + "-consent");
        probes.add(search("Patient", Map.of("identifier", List.of(Canaries.numbers())), Set.of(patient)));
        probes.add(search(
                "Observation",
                Map.of(
                        "patient", List.of(patient + ",Patient/" + Canaries.HIDDEN),
                        "_include", List.of("Observation:has-member", "Observation:specimen", "Observation:subject")),
                Set.of(Canaries.SEEN, patient)));
        probes.add(search("Observation", Map.of("patient", List.of("Patient/" + Canaries.HIDDEN)), Set.of()));
        probes.add(search(
                "Observation",
                Map.of(
                        "_id",
                        List.of(Canaries.SEEN.id() + "," + Canaries.REFUSED.id() + "," + Canaries.UNDECIDED.id())),
                Set.of(Canaries.SEEN)));
        probes.add(everything(Canaries.PARTLY_HIDDEN, Set.of(patient, consent, Canaries.SEEN)));
        probes.add(everything(Canaries.HIDDEN, Set.of()));
        return probes;
    }

    private Probe read(ResourceKey key, Set<ResourceKey> expected) {
        return new Probe(
                "read " + key, request -> Set.of(reading.read(request, key).key()), expected);
    }

    private Probe search(String type, Map<String, List<String>> parameters, Set<ResourceKey> expected) {
        return new Probe(
                "search of %s by %s".formatted(type, String.join(", ", parameters.keySet())),
                request -> keys(searching.search(request, type, parameters, false)),
                expected);
    }

    private Probe everything(String patient, Set<ResourceKey> expected) {
        return new Probe(
                "$everything of " + patient,
                request -> withoutProvenance(keys(everything.of(request, patient, Map.of()))),
                expected);
    }

    /** A decision is shown together with who recorded it, under an id that the exchange chose. */
    private static Set<ResourceKey> withoutProvenance(Set<ResourceKey> keys) {
        return keys.stream().filter(key -> !key.type().equals("Provenance")).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<ResourceKey> keys(ResultBundle bundle) {
        return bundle.entries().stream()
                .map(ResultBundle.Entry::row)
                .filter(Objects::nonNull)
                .map(RecordRow::key)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<ResourceKey> nothingWhenUnknown(Supplier<Set<ResourceKey>> ask) {
        try {
            return ask.get();
        } catch (ExchangeException refused) {
            if (refused.issue() instanceof Issue.Unknown) {
                return Set.of();
            }
            throw refused;
        }
    }
}
