package vn.lienthong.referral;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.lienthong.access.WriteRule.Beside;
import vn.lienthong.access.WriteRule.Lookup;
import vn.lienthong.access.WriteRule.Stored;
import vn.lienthong.security.Role;
import vn.lienthong.shared.ResourceKey;

/**
 * The report of a consultation: a <a href="https://hl7.org/fhir/R4/composition.html">Composition</a> with findings and
 * plan, signed by the consultant, and countersigned by the doctor who asked and stays responsible.
 *
 * <p>Who signs is who the token says; what is signed is the version in which the attester stands.
 */
@Component
class Reports {

    private static final String LOINC = "http://loinc.org";
    private static final List<String> SECTIONS = List.of("51848-0", "18776-5");
    private static final Set<String> FINISHED = Set.of("final", "amended", "corrected");

    /** Class of an Encounter from afar. */
    private static final String VIRTUAL = "VR";

    /** As the consultant signs: for the content, as a professional. */
    private static final String CONSULTANT = "professional";

    /** As the local doctor signs: who has the legal responsibility. */
    private static final String RESPONSIBLE = "legal";

    /**
     * Checks what a consultant hands in.
     *
     * @return references to what goes to the referring facility with the report: what it and its plan name, as far as the
     *     consultant's facility wrote it
     */
    List<String> handed(Move move) {
        var place = move.place() + ".output";
        var report = own(move, move.inputs().reference(Input.REPORT).orElse(""), "Composition")
                .orElseThrow(() -> ReferralProblem.REPORT_UNKNOWN.at(place));
        mustBeWhole(report.json(), place);
        mustBeSigned(report.json(), move, place);
        var beside = new ArrayList<String>();
        named(report.json().path("section"), move, beside);
        move.inputs().reference(Input.PLAN).ifPresent(plan -> {
            var carePlan = own(move, plan, "CarePlan").orElseThrow(() -> ReferralProblem.PLAN_UNKNOWN.at(place));
            Plan.check(carePlan.json(), place);
            beside.add(plan);
        });
        move.inputs().reference(Input.ENCOUNTER).ifPresent(encounter -> {
            if (own(move, encounter, "Encounter").filter(Reports::isVirtual).isEmpty()) {
                throw ReferralProblem.ENCOUNTER_UNKNOWN.at(place);
            }
            beside.add(encounter);
        });
        return beside.stream().distinct().toList();
    }

    private static Optional<Stored> own(Move move, String reference, String type) {
        return ResourceKey.ofReference(reference)
                .filter(key -> key.type().equals(type))
                .flatMap(key ->
                        Optional.ofNullable(move.lookup().find(List.of(key)).get(key)))
                .filter(found -> isOwn(found, move));
    }

    private static boolean isOwn(Stored found, Move move) {
        return move.lookup().own().contains(found.custodian())
                && found.json()
                        .at("/subject/reference")
                        .asText()
                        .equals(move.task().patient());
    }

    private static boolean isVirtual(Stored encounter) {
        return encounter.json().at("/class/code").asText().equals(VIRTUAL);
    }

    private static void mustBeWhole(JsonNode report, String place) {
        if (!FINISHED.contains(report.path("status").asText())) {
            throw ReferralProblem.REPORT_UNFINISHED.at(place, String.join("`, `", SECTIONS));
        }
        for (var section : SECTIONS) {
            boolean said = Nodes.list(report.path("section")).stream()
                    .filter(each -> Nodes.codes(each.path("code"), LOINC).contains(section))
                    .anyMatch(each -> each.has("text") || !each.path("entry").isEmpty());
            if (!said) {
                throw ReferralProblem.REPORT_UNFINISHED.at(place, String.join("`, `", SECTIONS));
            }
        }
    }

    private static void mustBeSigned(JsonNode report, Move move, String place) {
        var own = move.caller().practitioner().map(id -> "Practitioner/" + id).orElse("");
        boolean signed = Nodes.list(report.path("attester")).stream()
                .anyMatch(attester -> attester.path("mode").asText().equals(CONSULTANT)
                        && attester.has("time")
                        && !own.isEmpty()
                        && attester.at("/party/reference").asText().equals(own));
        if (!signed) {
            throw ReferralProblem.REPORT_UNSIGNED.at(place, own.isEmpty() ? "Practitioner/…" : own);
        }
    }

    /** What the sections name, at whatever depth, as far as the consultant's facility wrote it about this patient. */
    private static void named(JsonNode sections, Move move, List<String> found) {
        for (var section : sections) {
            var keys = Nodes.list(section.path("entry")).stream()
                    .flatMap(entry ->
                            ResourceKey.ofReference(entry.path("reference").asText()).stream())
                    .toList();
            move.lookup().find(keys).values().stream()
                    .filter(each -> isOwn(each, move))
                    .forEach(each -> found.add(each.key().toString()));
            named(section.path("section"), move, found);
        }
    }

    /** The report as the doctor who asked has signed it too. */
    Optional<Beside> countersigned(Move move) {
        if (!move.caller().is(Role.CLINICIAN) || move.caller().practitioner().isEmpty()) {
            throw ReferralProblem.COUNTERSIGN.at(move.place() + ".businessStatus");
        }
        return held(move.task(), Input.REPORT, move.lookup()).map(report -> {
            var signed = report.json().deepCopy();
            var attester = signed.withArray("attester").addObject();
            attester.put("mode", RESPONSIBLE).put("time", move.now().toString());
            attester.set(
                    "party",
                    Nodes.reference(
                            "Practitioner/" + move.caller().practitioner().get()));
            return new Beside(signed, report.custodian(), Optional.of(report));
        });
    }

    /** The plan that came with the report. */
    Optional<Plan> plan(ReferralTask task, Lookup lookup) {
        return held(task, Input.PLAN, lookup).map(stored -> new Plan(stored.json()));
    }

    /** Reports from before were of other types, and signed elsewhere. */
    private static Optional<Stored> held(ReferralTask task, Input input, Lookup lookup) {
        return task.references("output", input.code()).stream()
                .reduce((_, latest) -> latest)
                .flatMap(ResourceKey::ofReference)
                .filter(key -> Set.of("Composition", "CarePlan").contains(key.type()))
                .flatMap(lookup::hold);
    }
}
