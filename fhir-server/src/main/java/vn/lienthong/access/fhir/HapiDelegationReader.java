package vn.lienthong.access.fhir;

import ca.uhn.fhir.context.FhirContext;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Attachment;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier.IdentifierUse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.springframework.stereotype.Component;
import vn.lienthong.access.DecisionProblem;
import vn.lienthong.access.DelegationReader;
import vn.lienthong.access.Evidence;
import vn.lienthong.access.RecordedDelegation;
import vn.lienthong.access.RecordedDelegation.Kind;
import vn.lienthong.consent.Action;
import vn.lienthong.consent.Period;
import vn.lienthong.identity.PatientIdentifier;
import vn.lienthong.shared.Issue;

/** Reads the extension {@code delegation} of a RelatedPerson: without it a relative is a contact and no more. */
@Component
class HapiDelegationReader implements DelegationReader {

    private static final String DELEGATION = "https://lienthong.vn/fhir/StructureDefinition/delegation";
    private static final String ROLE_CODE = "http://terminology.hl7.org/CodeSystem/v3-RoleCode";
    private static final Set<String> PARENTS =
            Set.of("PRN", "MTH", "FTH", "NMTH", "NFTH", "ADOPTP", "ADOPTM", "ADOPTF");
    private static final Set<String> PROXIES = Set.of("POWATT", "HPOWATT");

    private final FhirContext context;

    HapiDelegationReader(FhirContext context) {
        this.context = context;
    }

    @Override
    public Reading read(String id, byte[] json, String place) {
        try {
            var person = context.newJsonParser().parseResource(RelatedPerson.class, new ByteArrayInputStream(json));
            var delegation = person.getExtensionByUrl(DELEGATION);
            return delegation == null ? new Reading.Contact() : new One(person, delegation, place).read(id);
        } catch (RuntimeException | StackOverflowError e) { // whatever the parser stumbles over, nobody acts by it
            return new Reading.Faulty(List.of(DecisionProblem.DELEGATION_UNCLEAR.at(place)));
        }
    }

    /** One RelatedPerson being read, and what is wrong with it. */
    private static final class One {

        private final RelatedPerson person;
        private final Extension extension;
        private final String place;
        private final List<Issue.Detail> problems = new ArrayList<>();
        private final Set<String> types = new HashSet<>();
        private final Set<Action> actions = new HashSet<>();
        private final Set<String> withheld = new HashSet<>();
        private Evidence evidence = Evidence.NONE;

        One(RelatedPerson person, Extension extension, String place) {
            this.person = person;
            this.extension = extension;
            this.place = place;
        }

        Reading read(String id) {
            if (person.hasModifierExtension() || person.hasImplicitRules()) {
                problems.add(DecisionProblem.MODIFIED.at(place));
            }
            extension.getExtension().forEach(this::limit);
            var kind = kind();
            var delegate = delegate();
            var period = period();
            if (!problems.isEmpty() || kind.isEmpty() || delegate.isEmpty()) {
                return new Reading.Faulty(problems);
            }
            if (!types.isEmpty()) {
                types.add("Patient"); // a record whose Patient is hidden cannot be asked for
            }
            var delegation = new RecordedDelegation(
                    "RelatedPerson/" + id, kind.get(), delegate.get(), period, types, actions, withheld);
            return new Reading.Sound(delegation, !person.hasActive() || person.getActive(), evidence);
        }

        private void limit(Extension part) {
            var code = part.hasValue() && part.getValue().isPrimitive()
                    ? Optional.ofNullable(part.getValue().primitiveValue())
                    : Optional.<String>empty();
            switch (String.valueOf(part.getUrl())) {
                case "evidence" -> evidence(part);
                case "type" -> code.ifPresentOrElse(types::add, this::unclear);
                case "action" -> code.flatMap(ConsentActions::of).ifPresentOrElse(actions::add, this::unclear);
                case "withheld" -> code.ifPresentOrElse(withheld::add, this::unclear);
                default -> unclear();
            }
        }

        private void unclear() {
            problems.add(DecisionProblem.DELEGATION_UNCLEAR.at(place + ".extension"));
        }

        private void evidence(Extension part) {
            evidence = switch (part.getValue()) {
                case Attachment paper -> new Evidence(HapiConsentChecker.attached(paper), evidence.reference());
                case Reference reference -> new Evidence(evidence.attached(), HapiConsentChecker.key(reference));
                case null, default -> evidence;
            };
        }

        private Optional<Kind> kind() {
            var kinds = person.getRelationship().stream()
                    .flatMap(concept -> concept.getCoding().stream())
                    .filter(coding -> ROLE_CODE.equals(coding.getSystem()))
                    .map(Coding::getCode)
                    .flatMap(code -> kind(code).stream())
                    .distinct()
                    .toList();
            if (kinds.size() == 1) {
                return Optional.of(kinds.getFirst());
            }
            problems.add(DecisionProblem.RELATIONSHIP_UNKNOWN.at(place + ".relationship"));
            return Optional.empty();
        }

        private static Optional<Kind> kind(String code) {
            if (PARENTS.contains(code)) {
                return Optional.of(Kind.PARENT);
            }
            if (PROXIES.contains(code)) {
                return Optional.of(Kind.PROXY);
            }
            return "GUARD".equals(code) ? Optional.of(Kind.GUARDIAN) : Optional.empty();
        }

        private Optional<PatientIdentifier> delegate() {
            var numbers = person.getIdentifier().stream()
                    .filter(identifier -> identifier.hasSystem() && identifier.hasValue())
                    .filter(identifier ->
                            identifier.getUse() != IdentifierUse.OLD && identifier.getUse() != IdentifierUse.TEMP)
                    .map(identifier -> new PatientIdentifier(identifier.getSystem(), identifier.getValue(), true))
                    .filter(PatientIdentifier::isPersonalNumber)
                    .distinct()
                    .toList();
            if (numbers.size() == 1) {
                return Optional.of(numbers.getFirst());
            }
            problems.add(DecisionProblem.DELEGATE_UNIDENTIFIED.at(place + ".identifier"));
            return Optional.empty();
        }

        private Period period() {
            try {
                return person.hasPeriod() ? Periods.of(person.getPeriod()) : Period.ALWAYS;
            } catch (UnreadableConsentException e) {
                problems.add(e.at(place + ".period").detail());
                return Period.ALWAYS;
            }
        }
    }
}
