package vn.lienthong.summary;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * What was recorded more than once and is one thing to its reader: a disease that three facilities treat, a result that
 * two of them hold. Two doses of one medicine are two things.
 */
final class Sameness {

    private Sameness() {}

    /** @param recorded the newest first */
    static List<Item> items(SectionKind kind, List<Recorded> recorded) {
        var groups = new LinkedHashMap<String, List<Recorded>>();
        for (var one : recorded) {
            groups.computeIfAbsent(key(kind, one), _ -> new ArrayList<>()).add(one);
        }
        var items = groups.values().stream().map(Sameness::item).toList();
        return kind.newestOfEachCode() ? newestOfEachCode(items) : items;
    }

    private static Item item(List<Recorded> same) {
        var facilities = new LinkedHashSet<String>();
        same.forEach(one -> facilities.add(one.facility()));
        return new Item(same.getFirst(), List.copyOf(facilities));
    }

    private static List<Item> newestOfEachCode(List<Item> items) {
        Map<String, Item> newest = new LinkedHashMap<>();
        for (var item : items) {
            newest.putIfAbsent(orOwn(Concepts.identity(item.shown().content().path("code")), item.shown()), item);
        }
        return List.copyOf(newest.values());
    }

    /** What cannot be compared is the same as nothing else. */
    private static String orOwn(String identity, Recorded one) {
        return identity.isEmpty() ? one.key().toString() : identity;
    }

    private static String key(SectionKind kind, Recorded one) {
        var content = one.content();
        var code = Concepts.identity(content.path("code"));
        return switch (kind) {
            case PROBLEMS, PAST_PROBLEMS, ALLERGIES -> orOwn(code, one);
            case MEDICATIONS -> medication(one);
            case IMMUNIZATIONS -> dated(Concepts.identity(content.path("vaccineCode")), content, one, "occurrence");
            case PROCEDURES -> dated(code, content, one, "performed");
            case RESULTS, VITAL_SIGNS, SOCIAL_HISTORY, PREGNANCY ->
                one.key().type().equals("Observation")
                        ? dated(code, content, one, "effective") + told(content)
                        : one.key().toString();
            case ALERTS, DEVICES, FUNCTIONAL_STATUS, PLAN_OF_CARE, ADVANCE_DIRECTIVES ->
                one.key().toString();
        };
    }

    private static String medication(Recorded one) {
        var content = one.content();
        var concept = Concepts.identity(content.path("medicationCodeableConcept"));
        var medication = concept.isEmpty()
                ? content.path("medicationReference").path("reference").asText()
                : concept;
        var dosage = content.has("dosage") ? content.path("dosage") : content.path("dosageInstruction");
        if (medication.isEmpty() || medication.startsWith("#")) {
            return one.key().toString();
        }
        var told = new StringBuilder(medication);
        append(dosage, told);
        return told.toString();
    }

    private static String dated(String code, JsonNode content, Recorded one, String element) {
        for (var form : List.of("DateTime", "Period", "Instant")) {
            var time = content.path(element + form);
            if (!time.isMissingNode() && !code.isEmpty()) {
                return code + " " + one.time().toEpochMilli() + " ";
            }
        }
        return one.key().toString();
    }

    /** All that an Observation found. */
    private static String told(JsonNode content) {
        var told = new StringBuilder();
        content.properties().forEach(member -> {
            var name = member.getKey();
            if (name.startsWith("value") || name.equals("component") || name.equals("dataAbsentReason")) {
                append(member.getValue(), told.append(name));
            }
        });
        return told.toString();
    }

    private static void append(JsonNode node, StringBuilder told) {
        if (node.isValueNode()) {
            told.append(' ').append(node.asText());
            return;
        }
        for (var member : node) {
            append(member, told);
        }
        told.append(';');
    }
}
