package vn.lienthong.access.fhir;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Consent.provisionActorComponent;
import org.hl7.fhir.r4.model.Consent.provisionDataComponent;
import org.springframework.stereotype.Component;
import vn.lienthong.access.Authors;
import vn.lienthong.access.DecisionProblem;
import vn.lienthong.consent.Action;
import vn.lienthong.consent.Actor;
import vn.lienthong.consent.DataReference;
import vn.lienthong.consent.Period;
import vn.lienthong.consent.Provision;
import vn.lienthong.consent.Purpose;
import vn.lienthong.directory.Facilities;
import vn.lienthong.directory.Facility;
import vn.lienthong.record.ResourceTypes;
import vn.lienthong.shared.ResourceKey;

/** Reads <a href="https://hl7.org/fhir/R4/consent-definitions.html#Consent.provision">provisions</a> to any depth. */
@Component
class ProvisionReader {

    /** Nobody means an exception to an exception so deep; a deeper Consent is a mistake or an attack, and denies. */
    private static final int MAX_DEPTH = 100;

    static final String ROOT = "Consent.provision";

    private static final String PURPOSES = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
    private static final String LEVELS = "https://lienthong.vn/fhir/CodeSystem/facility-level";
    private static final String ROLES = "https://lienthong.vn/fhir/CodeSystem/role";
    private static final String IN_EMERGENCY = "https://lienthong.vn/fhir/StructureDefinition/holds-in-emergency";
    private static final Set<String> EVERYBODY_ROLES = Set.of("IRCP", "PRCP", "CST");
    private static final String PROVINCE = "province-22";

    private final Facilities facilities;

    ProvisionReader(Facilities facilities) {
        this.facilities = facilities;
    }

    Provision read(ProvisionComponent provision, ConsentProvisionType type) {
        return read(provision, type, 0, ROOT);
    }

    /** @param place FHIRPath of the provision, for whoever has to correct it */
    private Provision read(ProvisionComponent provision, ConsentProvisionType type, int depth, String place) {
        if (depth > MAX_DEPTH) {
            throw new UnreadableConsentException(DecisionProblem.TOO_DEEP, MAX_DEPTH);
        }
        if (provision.hasModifierExtension()) {
            throw new UnreadableConsentException(DecisionProblem.MODIFIED).at(place);
        }
        var builder = switch (type) {
            case PERMIT -> Provision.permit();
            case DENY -> Provision.deny();
            case NULL -> throw new UnreadableConsentException(DecisionProblem.NEITHER_PERMIT_NOR_DENY).at(place);
        };
        each(provision.getActor(), place + ".actor", actor -> builder.actor(actor(actor)));
        each(provision.getPurpose(), place + ".purpose", purpose -> builder.purpose(purpose(purpose)));
        each(provision.getAction(), place + ".action", action -> builder.action(action(action)));
        each(provision.getClass_(), place + ".class", coding -> builder.type(type(coding)));
        each(provision.getCode(), place + ".code", code -> builder.code(tokens(code)));
        each(
                provision.getSecurityLabel(),
                place + ".securityLabel",
                label -> builder.label(SensitivityLabels.meantBy(code(label))));
        each(provision.getData(), place + ".data", data -> addData(builder, data));
        if (provision.hasDataPeriod()) {
            builder.dataPeriod(period(provision.getDataPeriod(), place + ".dataPeriod"));
        }
        // The root's period is the Consent's own validity, which its reader has taken.
        builder.period(
                depth > 0 && provision.hasPeriod() ? period(provision.getPeriod(), place + ".period") : Period.ALWAYS);
        if (type == ConsentProvisionType.DENY && holdsInEmergency(provision)) {
            builder.holdsInEmergency();
        }
        for (int i = 0; i < provision.getProvision().size(); i++) {
            var exception = provision.getProvision().get(i);
            builder.except(read(exception, exceptionType(exception, type), depth + 1, place + ".provision[" + i + "]"));
        }
        return builder.build();
    }

    private static <T> void each(List<T> elements, String place, Consumer<T> take) {
        for (int i = 0; i < elements.size(); i++) {
            try {
                take.accept(elements.get(i));
            } catch (UnreadableConsentException e) {
                throw e.at(place + "[" + i + "]");
            }
        }
    }

    static Period period(org.hl7.fhir.r4.model.Period period, String place) {
        try {
            return Periods.of(period);
        } catch (UnreadableConsentException e) {
            throw e.at(place);
        }
    }

    /** A nested provision that does not say what it is makes an exception to the one that holds it. */
    static ConsentProvisionType exceptionType(ProvisionComponent exception, ConsentProvisionType outer) {
        return Optional.ofNullable(exception.getType())
                .orElse(outer == ConsentProvisionType.PERMIT ? ConsentProvisionType.DENY : ConsentProvisionType.PERMIT);
    }

    private Actor actor(provisionActorComponent actor) {
        var reference = Optional.ofNullable(actor.getReference().getReference()).flatMap(ResourceKey::ofReference);
        if (actor.hasModifierExtension() || (reference.isEmpty() && actor.hasReference())) {
            // The role alone would mean many where one was meant.
            throw new UnreadableConsentException(DecisionProblem.ACTOR_NOT_LITERAL);
        }
        if (reference.isEmpty()) {
            return roleOrLevel(actor.getRole());
        }
        if (actor.getRole().getCoding().stream().anyMatch(ProvisionReader::narrows)) {
            throw new UnreadableConsentException(DecisionProblem.ACTOR_AND_ROLE);
        }
        return switch (reference.get().type()) {
            case "Practitioner" -> new Actor.Practitioner(reference.get().toString());
            case "Organization" -> organization(reference.get().id());
            case "PractitionerRole" ->
                new Actor.PractitionerRole(reference.get().toString());
            case "CareTeam", "Group" -> new Actor.CareTeam(reference.get().toString());
            default -> throw new UnreadableConsentException(DecisionProblem.ACTOR_TYPE);
        };
    }

    /** Left out, the role would make an actor of all whom the reference names. */
    private static boolean narrows(Coding role) {
        return LEVELS.equals(role.getSystem()) || ROLES.equals(role.getSystem());
    }

    private Actor organization(String id) {
        if (id.equals(PROVINCE)) {
            return new Actor.Province();
        }
        return facilities
                .ofOrganization(id)
                .<Actor>map(facility -> new Actor.Facility(facility.code()))
                .orElseThrow(() -> new UnreadableConsentException(DecisionProblem.UNKNOWN_FACILITY));
    }

    private static Actor roleOrLevel(CodeableConcept role) {
        for (var coding : role.getCoding()) {
            if (LEVELS.equals(coding.getSystem())) {
                return new Actor.Level(FacilityLevels.of(coding.getCode()));
            }
            if (coding.hasCode() && !EVERYBODY_ROLES.contains(coding.getCode())) {
                return new Actor.Role(coding.getCode());
            }
        }
        throw new UnreadableConsentException(DecisionProblem.NOBODY_NAMED);
    }

    private static Purpose purpose(Coding coding) {
        if (!coding.hasCode()) {
            throw new UnreadableConsentException(DecisionProblem.CODE_MISSING);
        }
        boolean standard = !coding.hasSystem() || coding.getSystem().equals(PURPOSES);
        return new Purpose(standard ? coding.getCode() : coding.getSystem() + "|" + coding.getCode());
    }

    private static Action action(CodeableConcept action) {
        return action.getCoding().stream()
                .map(Coding::getCode)
                .flatMap(code -> ConsentActions.of(code).stream())
                .findFirst()
                .orElseThrow(() -> new UnreadableConsentException(DecisionProblem.UNKNOWN_ACTION));
    }

    /** {@code class} names a resource type, plainly or as the address of its StructureDefinition. */
    private static String type(Coding coding) {
        var code = code(coding);
        var type = code.substring(code.lastIndexOf('/') + 1);
        if (!ResourceTypes.inRecord(type)) {
            // A refusal of a class that no row has would refuse nothing.
            throw new UnreadableConsentException(DecisionProblem.CLASS_NOT_OF_RECORD);
        }
        return type;
    }

    private static String code(Coding coding) {
        if (!coding.hasCode()) {
            throw new UnreadableConsentException(DecisionProblem.CODE_MISSING);
        }
        return coding.getCode();
    }

    /** A text says nothing to a machine; left out, the provision would cover more than was meant. */
    private static String[] tokens(CodeableConcept concept) {
        if (!concept.hasCoding()) {
            throw new UnreadableConsentException(DecisionProblem.TEXT_ONLY);
        }
        return concept.getCoding().stream().map(ProvisionReader::token).toArray(String[]::new);
    }

    private static String token(Coding coding) {
        return (coding.hasSystem() ? coding.getSystem() : "") + "|" + code(coding);
    }

    private static DataReference.Meaning meaning(provisionDataComponent data) {
        return switch (data.getMeaning()) {
            case INSTANCE -> DataReference.Meaning.INSTANCE;
            case RELATED -> DataReference.Meaning.RELATED;
            case DEPENDENTS -> DataReference.Meaning.DEPENDENTS;
            case AUTHOREDBY -> DataReference.Meaning.AUTHORED_BY;
            case NULL -> throw new UnreadableConsentException(DecisionProblem.NO_MEANING);
            case null -> throw new UnreadableConsentException(DecisionProblem.NO_MEANING);
        };
    }

    private void addData(Provision.Builder builder, provisionDataComponent data) {
        var meaning = meaning(data);
        var key = reference(data);
        switch (meaning) {
            case INSTANCE -> {}
            case RELATED, DEPENDENTS -> {
                if (!key.type().equals("Encounter")) {
                    throw new UnreadableConsentException(DecisionProblem.NOT_AN_ENCOUNTER);
                }
            }
            case AUTHORED_BY ->
                // A facility is the author of all that it answers for, whoever wrote it there.
                facility(key).ifPresent(code -> builder.data(meaning, Authors.ofCustodian(code)));
        }
        builder.data(meaning, key.toString());
    }

    private Optional<String> facility(ResourceKey key) {
        return key.type().equals("Organization")
                ? facilities.ofOrganization(key.id()).map(Facility::code)
                : Optional.empty();
    }

    private static ResourceKey reference(provisionDataComponent data) {
        return Optional.ofNullable(data.getReference().getReference())
                .flatMap(ResourceKey::ofReference)
                .orElseThrow(() -> new UnreadableConsentException(DecisionProblem.DATA_NOT_LITERAL));
    }

    private static boolean holdsInEmergency(ProvisionComponent provision) {
        return provision.getExtensionsByUrl(IN_EMERGENCY).stream()
                .anyMatch(extension -> !(extension.getValue() instanceof BooleanType holds) || holds.booleanValue());
    }
}
