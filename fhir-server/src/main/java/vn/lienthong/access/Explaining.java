package vn.lienthong.access;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.lienthong.access.Explanation.Unreadable;
import vn.lienthong.audit.AuditEntry;
import vn.lienthong.audit.AuditOutcome;
import vn.lienthong.consent.ConsentRecord;
import vn.lienthong.consent.EmergencyAccess;
import vn.lienthong.consent.Policy;
import vn.lienthong.identity.Patients;
import vn.lienthong.identity.Person;
import vn.lienthong.record.Packing;
import vn.lienthong.record.RecordStore.Columns;
import vn.lienthong.search.SearchParameters;
import vn.lienthong.security.Role;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Interaction;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;

/**
 * {@code Patient/[id]/$explain-access}: why somebody can or cannot see a class of data.
 *
 * <p>Three answers. The person (or who acts for the person) learns who can see what, by which decision, and how many
 * entries that is. The privacy officer learns the same of data in general, without any of the record. Everybody else
 * learns what they may do in principle: the same bytes for every patient, known here or not, so that nothing can be told
 * from them.
 */
@Component
public class Explaining {

    private final Gate gate;
    private final ExplanationLimit limit;
    private final Patients patients;
    private final Deciders deciders;
    private final Delegates delegates;
    private final VisibleRows visibleRows;
    private final Recipients recipients;
    private final Explainer explainer;
    private final Auditing auditing;
    private final SearchParameters parameters;
    private final Packing packing;

    Explaining(
            Gate gate,
            ExplanationLimit limit,
            Patients patients,
            Deciders deciders,
            Delegates delegates,
            VisibleRows visibleRows,
            Recipients recipients,
            Explainer explainer,
            Auditing auditing,
            SearchParameters parameters,
            Packing packing) {
        this.gate = gate;
        this.limit = limit;
        this.patients = patients;
        this.deciders = deciders;
        this.delegates = delegates;
        this.visibleRows = visibleRows;
        this.recipients = recipients;
        this.explainer = explainer;
        this.auditing = auditing;
        this.parameters = parameters;
        this.packing = packing;
    }

    /** A Parameters resource as JSON. */
    public String of(AccessRequest request, String patientId, Map<String, List<String>> given) {
        gate.check(request, Interaction.EXPLAIN_ACCESS, "Patient");
        limit.check(request);
        var asked = ExplainParameters.parse(given);
        var key = new ResourceKey("Patient", patientId);
        var person = patients.personOf(patientId);
        boolean officer = request.caller().is(Role.PRIVACY_OFFICER);
        if (!officer && !request.caller().is(Role.PATIENT)) {
            return inPrinciple(request, asked, key, person);
        }
        if (person.isEmpty() || (!officer && !deciders.actsFor(request, person.get()))) {
            auditing.absent(request, Interaction.EXPLAIN_ACCESS, key, registrations(person));
            throw Issue.unknown(key);
        }
        return ExplanationJson.of(
                officer ? "privacy-officer" : "patient", explanation(request, asked, person.get(), key, officer));
    }

    private Explanation explanation(
            AccessRequest request, ExplainParameters asked, Person person, ResourceKey key, boolean officer) {
        var grounds = deciders.grounds(person);
        var policy = grounds.policy();
        // The officer's answer is made without a look at the record.
        var visible = officer ? null : visibleRows.of(request, person, asked.types(), Columns.SEARCH);
        var rows = visible == null ? null : new OwnRows(visible, parameters, packing);
        var at = asked.at().orElse(request.now());
        var question = new Explainer.Question(person, policy, asked, explainer.usualLabels(), at, rows);
        var answers = recipients.of(request, asked, person, policy).stream()
                .map(recipient -> explainer.answer(recipient, question))
                .toList();
        var entry = entry(request, key, registrations(Optional.of(person)));
        auditing.append(visible == null ? entry : entry.withLegalBasis(visible.legalBasis()));
        boolean summary = asked.recipients().isEmpty();
        return new Explanation(
                at,
                policy.defaultPolicy(),
                unreadable(policy),
                summary ? openAt(at, grounds) : List.of(),
                summary ? delegates.inForce(person, grounds, at) : List.of(),
                answers);
    }

    /** The audit alone knows whether there was such a patient. */
    private String inPrinciple(
            AccessRequest request, ExplainParameters asked, ResourceKey key, Optional<Person> person) {
        if (!asked.isPlain()) {
            throw new ExchangeException(new Issue.Forbidden(Issue.one(
                    "forbidden",
                    null,
                    "What others may see is explained to the patient and to the privacy officer. Ask without"
                            + " `recipient`, `type`, `label` and `at` to learn what you may do yourself.")));
        }
        auditing.append(entry(request, key, registrations(person)));
        return ExplanationJson.inPrinciple();
    }

    private AuditEntry entry(AccessRequest request, ResourceKey key, List<AuditEntry.Patient> concerned) {
        return auditing.entry(request, Interaction.EXPLAIN_ACCESS, AuditOutcome.SUCCESS)
                .withTarget(key.type(), key.id())
                .withPatients(concerned);
    }

    private static List<AuditEntry.Patient> registrations(Optional<Person> person) {
        return person.map(Person::registrations).stream()
                .flatMap(Collection::stream)
                .map(registration -> new AuditEntry.Patient(registration.patientKey(), registration.patientId()))
                .toList();
    }

    private static List<EmergencyAccess> openAt(Instant at, Grounds grounds) {
        return grounds.emergencies().stream()
                .filter(emergency -> at.isBefore(emergency.until()))
                .toList();
    }

    private static List<Unreadable> unreadable(Policy policy) {
        return policy.consents().stream()
                .filter(ConsentRecord.Unreadable.class::isInstance)
                .map(ConsentRecord.Unreadable.class::cast)
                .map(consent -> new Unreadable(consent.id(), consent.problem()))
                .toList();
    }
}
