package vn.lienthong.referral;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a move brings along, checked: what it needs is there once, and nothing else is.
 *
 * @param values the value of each part, such as a text or a Reference
 * @param parts the parts as they were sent
 */
record MoveInputs(Map<Input, JsonNode> values, Map<Input, JsonNode> parts) {

    static MoveInputs read(Transition transition, TaskChange change, String place) {
        var values = new EnumMap<Input, JsonNode>(Input.class);
        var parts = new EnumMap<Input, JsonNode>(Input.class);
        for (var member : List.of("input", "output")) {
            for (var part : member.equals("input") ? change.inputs() : change.outputs()) {
                var input = known(transition, member, part)
                        .orElseThrow(() -> ReferralProblem.INPUT_UNEXPECTED.at(
                                place + "." + member, transition.action().code()));
                var value = value(input, part);
                if (value.isEmpty() || parts.put(input, part) != null) {
                    throw ReferralProblem.INPUT_WRONG.at(place + "." + member, input.code(), forms(input));
                }
                values.put(input, value.get());
            }
        }
        for (var input : transition.inputs()) {
            if (input == Input.REASON) {
                checkReason(transition, change, place);
            } else if (input.required() && !values.containsKey(input)) {
                throw ReferralProblem.INPUT_MISSING.at(
                        place + "." + input.element(),
                        transition.action().code(),
                        input.element(),
                        input.code(),
                        forms(input));
            }
        }
        return new MoveInputs(values, parts);
    }

    private static Optional<Input> known(Transition transition, String member, JsonNode part) {
        return transition.inputs().stream()
                .filter(input ->
                        input.element().equals(member) && Nodes.partCode(part).equals(Optional.of(input.code())))
                .findFirst();
    }

    private static Optional<JsonNode> value(Input input, JsonNode part) {
        return input.forms().stream()
                .filter(part::has)
                .map(part::path)
                .filter(value -> !value.isTextual() || !value.asText().isBlank())
                .findFirst();
    }

    private static String forms(Input input) {
        return input.forms().stream().sorted().map(form -> "`" + form + "`").collect(Collectors.joining(" / "));
    }

    private static void checkReason(Transition transition, TaskChange change, String place) {
        var allowed = Reason.of(transition.action()).stream().map(Reason::code).toList();
        var given = Nodes.codes(change.reason(), Reason.CODES);
        if (given.size() != 1 || !allowed.contains(given.getFirst())) {
            throw ReferralProblem.REASON_MISSING.at(
                    place + ".statusReason",
                    transition.action().code(),
                    allowed.stream().map(code -> "`" + code + "`").collect(Collectors.joining(", ")));
        }
    }

    Optional<String> text(Input input) {
        return Optional.ofNullable(values.get(input)).map(JsonNode::asText);
    }

    Optional<String> reference(Input input) {
        return Optional.ofNullable(values.get(input))
                .map(value -> value.path("reference").asText())
                .filter(reference -> !reference.isEmpty());
    }

    Optional<JsonNode> part(Input input) {
        return Optional.ofNullable(parts.get(input));
    }
}
