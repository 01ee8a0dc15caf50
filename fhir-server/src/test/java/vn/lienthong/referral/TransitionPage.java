package vn.lienthong.referral;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The part of the documentation that is made from the table. */
final class TransitionPage {

    static final String BEGIN = "<!-- from the transition table: do not edit by hand -->";
    static final String END = "<!-- end of the transition table -->";

    private TransitionPage() {}

    static String generated() {
        return Stream.of(
                        Stream.of(BEGIN, ""),
                        diagram(),
                        Stream.of(""),
                        states(),
                        Stream.of(""),
                        moves(),
                        Stream.of("", END))
                .flatMap(Function.identity())
                .collect(Collectors.joining("\n"));
    }

    private static Stream<String> diagram() {
        var lines = Transitions.TABLE.stream()
                .map(transition -> "  %s --> %s: %s"
                        .formatted(
                                node(transition.from()),
                                node(transition.to()),
                                transition.action().code()));
        var ends = Arrays.stream(State.values()).filter(State::ended).map(state -> "  " + node(state) + " --> [*]");
        return Stream.of(Stream.of("```mermaid", "stateDiagram-v2", "  [*] --> draft"), lines, ends, Stream.of("```"))
                .flatMap(Function.identity());
    }

    private static String node(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static Stream<String> states() {
        return Stream.concat(
                Stream.of("| state | `Task.status` | waits for | package |", "| --- | --- | --- | --- |"),
                Arrays.stream(State.values())
                        .map(state -> "| `%s` | `%s` | %s | %s |"
                                .formatted(
                                        state.code(),
                                        state.status(),
                                        switch (state.waits()) {
                                            case FOR_REFERRER -> "referrer";
                                            case FOR_PERFORMER -> "performer";
                                            case FOR_CHILD -> "the child Task";
                                            case FOR_NOBODY -> "";
                                        },
                                        state.opens() ? "open" : "")));
    }

    private static Stream<String> moves() {
        return Stream.concat(
                Stream.of("| from | action | to | who | needs |", "| --- | --- | --- | --- | --- |"),
                Transitions.TABLE.stream()
                        .map(transition -> "| `%s` | `%s` | `%s` | %s | %s |"
                                .formatted(
                                        transition.from().code(),
                                        transition.action().code(),
                                        transition.to().code(),
                                        transition.actors().stream()
                                                .sorted()
                                                .map(actor -> actor.name().toLowerCase(Locale.ROOT))
                                                .collect(Collectors.joining(", ")),
                                        needs(transition))));
    }

    private static String needs(Transition transition) {
        var inputs = transition.inputs().stream().sorted().map(input -> switch (input) {
            case REASON ->
                "reason: "
                        + Reason.of(transition.action()).stream()
                                .map(reason -> "`" + reason.code() + "`")
                                .collect(Collectors.joining(", "));
            default -> (input.required() ? "" : "optional ") + "`" + input.code() + "`";
        });
        var guard = transition.guard() == Guard.NONE
                ? Stream.<String>empty()
                : Stream.of("only if " + transition.guard().english());
        return Stream.concat(guard, inputs).collect(Collectors.joining("; "));
    }
}
