package vn.lienthong.spec.leak;

import static vn.lienthong.spec.leak.Decisions.ASKERS_FACILITIES;
import static vn.lienthong.spec.leak.Decisions.PROVINCE;
import static vn.lienthong.spec.leak.Decisions.actors;
import static vn.lienthong.spec.leak.Decisions.data;
import static vn.lienthong.spec.leak.Decisions.except;
import static vn.lienthong.spec.leak.Decisions.provision;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Why rows are hidden. Each cause has a person of its own. */
enum Cause {
    /** The patient refuses these facilities some data. */
    REFUSAL(true),
    /** The patient grants some data; nothing is said about the rest. */
    DEFAULT(true),
    /** The grant does not name the label. */
    LABEL(true),
    /** The patient refuses one practitioner some data. */
    PRACTITIONER(true),
    /** Labelled, and deleted by its custodian since. */
    DELETED(true),
    /** The patient decided nothing: the whole person is hidden. */
    UNDECIDED_PERSON(false),
    /** The patient refuses these facilities everything. */
    REFUSED_PERSON(false),
    /** The patient refuses one practitioner everything. */
    PERSON_REFUSING_PRACTITIONER(false);

    static final String HIV =
            "{\"security\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-ActCode\",\"code\":\"HIV\"}]}";
    private static final String REFUSED_PRACTITIONER = actors("Practitioner/clinician-22001");

    private final boolean registrationIsSeen;

    Cause(boolean registrationIsSeen) {
        this.registrationIsSeen = registrationIsSeen;
    }

    Subject subject() {
        return new Subject("leak" + ordinal(), "09981111%04d".formatted(ordinal()), isLabelled());
    }

    private boolean isLabelled() {
        return this == LABEL || this == DELETED;
    }

    Set<Asker> askers() {
        return switch (this) {
            case PRACTITIONER, PERSON_REFUSING_PRACTITIONER -> EnumSet.of(Asker.CLINICIAN);
            case REFUSAL, DEFAULT, LABEL, DELETED, UNDECIDED_PERSON, REFUSED_PERSON ->
                EnumSet.of(Asker.CLINICIAN, Asker.FACILITY_SYSTEM, Asker.REGISTRAR, Asker.COORDINATOR);
        };
    }

    /** A registration that its label alone hides is denied after its record was read (ADR 0041). */
    boolean isReadBeforeItIsDecided(Question question) {
        String registration = subject().hidden("Patient");
        boolean byItsId = question.path().startsWith(registration)
                && !question.path().contains("/$everything")
                && !question.path().contains("/$summary")
                && !question.path().matches(registration + "/(?:\\*|[A-Z]).*");
        boolean inBundle = question.body().contains(registration + "/$everything");
        boolean inQuery = question.covers().contains("operation:graphql")
                && question.body().contains(registration);
        return this == LABEL && (inBundle || ((question.path().contains(registration) || inQuery) && !byItsId));
    }

    /** Transactions for both worlds. */
    List<String> base() {
        return registrationIsSeen ? List.of(puts(ordinary())) : List.of();
    }

    /** What the patient decided, in both worlds once the person is there. */
    List<String> decisions() {
        var subject = subject();
        var all = new ArrayList<String>();
        int number = 0;
        for (String provision : provisions(subject)) {
            all.add(Decisions.consent(consentId(number++), subject.patient(), provision));
        }
        return all.isEmpty() ? List.of() : List.of(puts(all));
    }

    boolean registrationIsSeen() {
        return registrationIsSeen;
    }

    /** Transactions for the world where something is hidden. */
    List<String> hidden() {
        var all = new ArrayList<String>();
        var resources = new ArrayList<>(registrationIsSeen ? List.of() : ordinary());
        resources.addAll(subject().hiddenResources(isLabelled() ? HIV : ""));
        all.add(puts(resources));
        if (this == DELETED) {
            all.add(transaction(subject().hiddenKeys().stream()
                    .map("{\"request\":{\"method\":\"DELETE\",\"url\":\"%s\"}}"::formatted)));
        }
        return all;
    }

    private List<String> ordinary() {
        var subject = subject();
        var all = new ArrayList<String>();
        all.add(subject.registration());
        all.addAll(subject.seenResources());
        return all;
    }

    private String consentId(int number) {
        return subject().name() + "-consent-" + number;
    }

    private List<String> provisions(Subject subject) {
        String open = provision("permit", PROVINCE);
        // What follows is not named: it is hidden with what it follows.
        String hidden = data(subject.hiddenKeys().stream()
                .filter(key -> !Subject.FOLLOWERS.contains(Json.type(key)))
                .toList());
        return switch (this) {
            case REFUSAL ->
                List.of(provision("permit", PROVINCE, except(provision("deny", ASKERS_FACILITIES, hidden))));
            case DEFAULT -> {
                var seen = new ArrayList<>(subject.seenKeys());
                seen.add("Consent/" + consentId(0));
                yield List.of(provision("permit", PROVINCE, data(seen)));
            }
            case LABEL, DELETED -> List.of(open);
            case PRACTITIONER -> List.of(open, provision("deny", REFUSED_PRACTITIONER, hidden));
            case UNDECIDED_PERSON -> List.of();
            case REFUSED_PERSON -> List.of(open, provision("deny", ASKERS_FACILITIES));
            case PERSON_REFUSING_PRACTITIONER -> List.of(open, provision("deny", REFUSED_PRACTITIONER));
        };
    }

    static String puts(List<String> resources) {
        return transaction(resources.stream()
                .map(resource -> "{\"resource\":%s,\"request\":{\"method\":\"PUT\",\"url\":\"%s\"}}"
                        .formatted(resource, Json.key(resource))));
    }

    static String transaction(Stream<String> entries) {
        return Json.bundle("transaction", entries.toList());
    }
}
