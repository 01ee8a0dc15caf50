package vn.lienthong.summary;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;

/** To which section a resource belongs, if to any: what was entered in error, refuted or not done belongs to none. */
final class Sections {

    private static final Set<String> NOT_SO = Set.of("entered-in-error", "refuted");
    private static final Set<String> OVER = Set.of("inactive", "remission", "resolved");
    private static final Set<String> RUNNING = Set.of("active", "on-hold", "intended", "unknown");
    private static final Set<String> DONE = Set.of("completed", "in-progress", "on-hold", "stopped", "unknown");
    private static final Set<String> READ =
            Set.of("final", "amended", "corrected", "appended", "preliminary", "partial");

    /** What was proposed only, or is a part of an order that is counted itself. */
    private static final Set<String> NO_ORDER = Set.of("proposal", "option", "filler-order", "instance-order");

    private static final String ICF = "http://hl7.org/fhir/sid/icf";

    /** LOINC: status, estimated date of delivery by four methods, and outcomes, as the IPS value sets list them. */
    private static final Set<String> PREGNANCY = Set.of(
            "82810-3", "11778-8", "11779-6", "11780-4", "57063-6", "11636-8", "11637-6", "11638-4", "11639-2",
            "11640-0", "11612-9", "11613-7", "11614-5", "33065-4");

    /** LOINC: tobacco and alcohol, by the codes of the IPS and older ones. */
    private static final Set<String> SOCIAL = Set.of("72166-2", "74013-4", "11367-0", "11331-6", "11332-4");

    /** LOINC: the vital signs of R4, for who sends no category. */
    private static final Set<String> VITAL = Set.of(
            "85353-1", "9279-1", "8867-4", "2708-6", "59408-5", "8310-5", "8302-2", "9843-4", "29463-7", "39156-5",
            "85354-9", "8480-6", "8462-4");

    /** What people tell of themselves and what they do; no section of the IPS is for it. */
    private static final Set<String> NO_RESULT = Set.of("survey", "therapy", "activity");

    private Sections() {}

    static Optional<SectionKind> of(Recorded recorded) {
        var content = recorded.content();
        var status = content.path("status").asText();
        return switch (recorded.key().type()) {
            case "Condition" -> ofCondition(content);
            case "AllergyIntolerance" -> onlyIf(!notSo(content) && !over(content), SectionKind.ALLERGIES);
            case "MedicationStatement" -> onlyIf(RUNNING.contains(status), SectionKind.MEDICATIONS);
            case "MedicationRequest" -> onlyIf(RUNNING.contains(status) && isOrder(content), SectionKind.MEDICATIONS);
            case "Flag" -> onlyIf(status.equals("active"), SectionKind.ALERTS);
            case "Immunization" -> onlyIf(status.equals("completed"), SectionKind.IMMUNIZATIONS);
            case "Observation" -> READ.contains(status) ? ofObservation(content) : Optional.empty();
            case "DiagnosticReport" -> onlyIf(READ.contains(status), SectionKind.RESULTS);
            case "Procedure" -> onlyIf(DONE.contains(status), SectionKind.PROCEDURES);
            case "DeviceUseStatement" -> onlyIf(RUNNING.contains(status), SectionKind.DEVICES);
            case "ClinicalImpression" -> onlyIf(status.equals("completed"), SectionKind.FUNCTIONAL_STATUS);
            case "CarePlan" -> onlyIf(RUNNING.contains(status), SectionKind.PLAN_OF_CARE);
            case "ImmunizationRecommendation" -> Optional.of(SectionKind.PLAN_OF_CARE);
            case "Consent" -> onlyIf(status.equals("active") && isDirective(content), SectionKind.ADVANCE_DIRECTIVES);
            default -> Optional.empty();
        };
    }

    private static Optional<SectionKind> onlyIf(boolean belongs, SectionKind kind) {
        return belongs ? Optional.of(kind) : Optional.empty();
    }

    private static boolean notSo(JsonNode content) {
        return Concepts.hasCode(content.path("verificationStatus"), NOT_SO);
    }

    private static boolean over(JsonNode content) {
        return Concepts.hasCode(content.path("clinicalStatus"), OVER);
    }

    private static Optional<SectionKind> ofCondition(JsonNode content) {
        if (notSo(content)) {
            return Optional.empty();
        }
        if (over(content)) {
            return Optional.of(SectionKind.PAST_PROBLEMS);
        }
        return Optional.of(
                Concepts.hasSystem(content.path("code"), ICF) ? SectionKind.FUNCTIONAL_STATUS : SectionKind.PROBLEMS);
    }

    private static boolean isOrder(JsonNode content) {
        return !NO_ORDER.contains(content.path("intent").asText())
                && !content.path("doNotPerform").asBoolean();
    }

    private static Optional<SectionKind> ofObservation(JsonNode content) {
        var code = content.path("code");
        var category = content.path("category");
        if (Concepts.hasCode(code, PREGNANCY)) {
            return Optional.of(SectionKind.PREGNANCY);
        }
        if (Concepts.hasCode(code, SOCIAL) || Concepts.hasCode(category, Set.of("social-history"))) {
            return Optional.of(SectionKind.SOCIAL_HISTORY);
        }
        if (Concepts.hasCode(category, Set.of("vital-signs")) || Concepts.hasCode(code, VITAL)) {
            return Optional.of(SectionKind.VITAL_SIGNS);
        }
        return onlyIf(!Concepts.hasCode(category, NO_RESULT), SectionKind.RESULTS);
    }

    /** What a person decided about privacy is nobody's plan for treatment. */
    private static boolean isDirective(JsonNode content) {
        return Concepts.hasCode(content.path("scope"), Set.of("adr"))
                || Concepts.hasCode(content.path("category"), Set.of("acd", "dnr", "emrgonly", "hcd", "42348-3"));
    }
}
