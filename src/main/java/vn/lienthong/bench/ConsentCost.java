package vn.lienthong.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the patients' decisions cost a history. Consent cannot be switched off, so the same history is read twice: by a
 * clinician under many Consents, and by the patient, whom no Consent is asked about.
 * Both get the same bytes. The patient needs one statement more, which is measured beside it and taken off.
 *
 * <p>The two reads take turns, so that a machine that grows slower in between slows both.
 */
final class ConsentCost {

    private static final int PEOPLE = 20;
    private static final int CONSENTS = 20;
    private static final int EXCEPTIONS = 9;

    private final FhirClient client;
    private final Issuer issuer;
    private final People people;
    private final Reads reads;
    private final int count;
    /** What was withdrawn cannot be given again, so that each run on a kept database has Consents of its own. */
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    ConsentCost(FhirClient client, Issuer issuer, People people, Reads reads) {
        this.client = client;
        this.issuer = issuer;
        this.people = people;
        this.reads = reads;
        this.count = Math.min(PEOPLE, people.size());
    }

    /** What the Consents look at. */
    private enum Looks {
        /** What the people of the sample world decided themselves: they let the province's facilities read. */
        OWN(0, "as people decide: one Consent"),
        /** Columns of the row: type, labels, time. So do most Consents. */
        COLUMNS(CONSENTS, many("that look at columns")),
        /** Codes, authors and encounters too, for which search values have to be opened. */
        INSIDE(CONSENTS, many("that look at codes, authors and encounters"));

        private final int consents;
        private final String words;

        Looks(int consents, String words) {
            this.consents = consents;
            this.words = words;
        }

        private static String many(String words) {
            return "%d Consents of %d provisions %s".formatted(CONSENTS, EXCEPTIONS + 1, words);
        }
    }

    /** @param times how often each of both reads is timed */
    List<Line> measure(BareDatabase bare, int times) {
        List<Line> lines = new ArrayList<>();
        for (Looks looks : Looks.values()) {
            IntStream.range(0, count).forEach(number -> send(number, looks, "active"));
            try {
                lines.add(line(bare, looks, times));
            } finally {
                IntStream.range(0, count).forEach(number -> send(number, looks, "inactive"));
            }
        }
        // What was withdrawn stays in the history.
        reads.learnAgain(count);
        return lines;
    }

    private Line line(BareDatabase bare, Looks looks, int times) {
        String clinician = issuer.clinician(People.FACILITY);
        List<String> patients = IntStream.range(0, count)
                .mapToObj(number -> issuer.patient(reads.identifier(number)))
                .toList();
        List<Long> on = new ArrayList<>();
        List<Long> off = new ArrayList<>();
        List<Long> statement = new ArrayList<>();
        for (int turn = -times; turn < times; turn++) {
            int number = Math.floorMod(turn, count);
            String path = "Patient/" + people.patientId(number) + "/$everything";
            boolean counted = turn >= 0;
            add(on, counted, () -> client.length(clinician, path));
            add(off, counted, () -> client.length(patients.get(number), path));
            add(statement, counted, () -> bare.holder(reads.identifier(number)));
        }
        verify(clinician, patients);
        double with = millis(on);
        double without = millis(off) - millis(statement);
        return Line.of("what consent adds to a history, " + looks.words, 100 * (with - without) / without, "%")
                .spread("p50 %s ms, without %s ms".formatted(Line.number(with), Line.number(without)))
                .atMost(5);
    }

    /** Times are only comparable if both answers hold the same; the clock of the answer differs. */
    private void verify(String clinician, List<String> patients) {
        for (int number = 0; number < count; number++) {
            String path = "Patient/" + people.patientId(number) + "/$everything";
            long seen = client.length(clinician, path);
            long all = client.length(patients.get(number), path);
            if (Math.abs(seen - all) > Reads.LENGTH_MAY_DIFFER) {
                throw new BenchFailure(
                        "`GET %s` has %d bytes for the clinician, %d for the patient.".formatted(path, seen, all));
            }
        }
    }

    private static void add(List<Long> nanos, boolean counted, Runnable task) {
        long began = System.nanoTime();
        task.run();
        if (counted) {
            nanos.add(System.nanoTime() - began);
        }
    }

    private static double millis(List<Long> nanos) {
        return nanos.stream().sorted().skip(nanos.size() / 2).findFirst().orElseThrow() / 1e6;
    }

    /** As a registrar with the signed paper; a decision is never deleted, only withdrawn. */
    private void send(int number, Looks looks, String status) {
        if (looks.consents == 0) {
            return;
        }
        String entries = IntStream.range(0, looks.consents)
                .mapToObj(consent -> entry(number, consent, looks, status))
                .collect(Collectors.joining(","));
        String bundle = "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[" + entries + "]}";
        client.transaction(issuer.registrar(People.FACILITY), bundle.getBytes(StandardCharsets.UTF_8));
    }

    private String entry(int number, int consent, Looks looks, String status) {
        String id = "bench-cost-%s-%s-%d-%d".formatted(run, looks.name().toLowerCase(Locale.ROOT), number, consent);
        return "{\"resource\":%s,\"request\":{\"method\":\"PUT\",\"url\":\"Consent/%s\"}}"
                .formatted(consent(id, status, people.patientId(number), looks), id);
    }

    /** A grant of everything with exceptions that concern the caller and, as it happens, no row. */
    private static String consent(String id, String status, String patientId, Looks looks) {
        String exceptions = IntStream.range(0, EXCEPTIONS)
                .mapToObj(exception -> "{\"type\":\"deny\"," + criterion(id, looks, exception) + "}")
                .collect(Collectors.joining(","));
        return """
                {"resourceType":"Consent","id":"%1$s","status":"%2$s","scope":{"coding":[{"system":\
                "http://terminology.hl7.org/CodeSystem/consentscope","code":"patient-privacy"}]},\
                "category":[{"coding":[{"system":"http://loinc.org","code":"59284-0"}]}],\
                "patient":{"reference":"Patient/%3$s"},"dateTime":"2026-10-01T08:00:00+07:00",\
                "sourceAttachment":{"contentType":"text/plain","data":"xJDhu5NuZyDDvQ=="},\
                "verification":[{"verified":true,"verifiedWith":{"reference":"Patient/%3$s"},\
                "verificationDate":"2026-10-01T08:00:00+07:00"}],\
                "policyRule":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"OPTIN"}]},\
                "provision":{"type":"permit","actor":[{"role":{"coding":[{"system":\
                "http://terminology.hl7.org/CodeSystem/v3-ParticipationType","code":"IRCP"}]},\
                "reference":{"reference":"Organization/province-22"}}],"securityLabel":[%4$s],"provision":[%5$s]}}""".formatted(id, status, patientId, labels(), exceptions);
    }

    /** The grant names each topic of the sample world, so that the clinician sees all that the patient sees. */
    private static String labels() {
        return List.of("N", "R", "HIV", "PSY", "SEX", "ETH", "SDV", "SUD", "SRH", "ABUSE").stream()
                .map("{\"code\":\"%s\"}"::formatted)
                .collect(Collectors.joining(","));
    }

    private static String criterion(String id, Looks looks, int number) {
        return switch (looks) {
            case COLUMNS ->
                switch (number % 3) {
                    case 0 -> "\"class\":[{\"code\":\"VisionPrescription\"}]";
                    case 1 -> "\"securityLabel\":[{\"code\":\"NOBODY-%d\"}]".formatted(number);
                    default -> "\"dataPeriod\":{\"end\":\"18%02d-12-31\"}".formatted(number);
                };
            case OWN, INSIDE ->
                switch (number % 3) {
                    case 0 -> "\"code\":[{\"coding\":[{\"code\":\"%s-%d\"}]}]".formatted(id, number);
                    case 1 -> named("related", "Encounter", id, number);
                    default -> named("authoredby", "Practitioner", id, number);
                };
        };
    }

    private static String named(String meaning, String type, String id, int number) {
        return "\"data\":[{\"meaning\":\"%s\",\"reference\":{\"reference\":\"%s/%s-%d\"}}]"
                .formatted(meaning, type, id, number);
    }
}
