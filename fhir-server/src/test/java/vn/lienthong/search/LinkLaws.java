package vn.lienthong.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import vn.lienthong.search.SearchValuesView.Target;

/**
 * Chains and {@code _has} over worlds made by chance find what somebody finds who walks from each row along its
 * references, and nothing that is not there is on the way.
 */
class LinkLaws {

    private static final List<String> TYPES = List.of("Red", "Green", "Blue");
    private static final List<String> CODES = List.of("a", "b", "c");
    private static final int WORLDS = 60;
    private static final int QUERIES = 60;
    private static final int DEEPEST = 3;

    private final SearchParameters parameters = new SearchParameters(Set.copyOf(TYPES), LinkLaws::parametersOf);
    private final QueryParser parser = new QueryParser(
            parameters,
            SearchWorld.ZONE,
            Clock.systemUTC(),
            Set.of(),
            Units.UNKNOWN,
            Terminology.UNKNOWN,
            AddedParameters.NONE);
    private final Random random = new Random(23);

    private static List<SearchParameter> parametersOf(String type) {
        return List.of(
                new SearchParameter(type, "code", SearchKind.TOKEN, 0, type + ".code", Set.of(), List.of()),
                new SearchParameter(
                        type, "link", SearchKind.REFERENCE, 1, type + ".link", Set.copyOf(TYPES), List.of()),
                new SearchParameter(
                        type, "next", SearchKind.REFERENCE, 2, type + ".next", Set.of(next(type)), List.of()));
    }

    private static String next(String type) {
        return TYPES.get((TYPES.indexOf(type) + 1) % TYPES.size());
    }

    /** A row, and what it says in the plainest form. */
    private record Node(Target target, List<String> codes, List<Target> links, List<Target> nexts)
            implements StoredRow {

        @Override
        public String type() {
            return target.type();
        }

        @Override
        public String id() {
            return target.id();
        }

        @Override
        public long lastUpdatedMillis() {
            return 0;
        }

        @Override
        public byte[] values() {
            return new SearchValues(Map.of(
                            0,
                            codes.stream()
                                    .<SearchValue>map(code -> SearchValue.Token.of(null, code, null))
                                    .toList(),
                            1,
                            references(links),
                            2,
                            references(nexts)))
                    .encode();
        }

        private static List<SearchValue> references(List<Target> targets) {
            return targets.stream()
                    .<SearchValue>map(target -> SearchValue.Reference.local(target.type(), target.id(), null))
                    .toList();
        }

        List<Target> by(String parameter) {
            return parameter.equals("link") ? links : nexts;
        }
    }

    /** Rows that are there, by what refers to them; counts how often it is asked. */
    private static final class World implements Neighbours<Node> {

        private final Map<Target, Node> nodes = new LinkedHashMap<>();
        private int asked;

        @Override
        public Collection<Node> at(Set<Target> targets) {
            asked++;
            return targets.stream().filter(nodes::containsKey).map(nodes::get).toList();
        }

        @Override
        public Collection<Node> referring(SearchParameter parameter, Set<Target> targets) {
            asked++;
            return ofType(parameter.type());
        }

        List<Node> ofType(String type) {
            return nodes.values().stream()
                    .filter(node -> node.type().equals(type))
                    .toList();
        }
    }

    /** A condition as a search writes it, and as one who walks understands it. */
    private sealed interface Asked {

        String name();

        boolean holds(Node node, World world);

        record Code(String code, boolean not) implements Asked {
            @Override
            public String name() {
                return not ? "code:not" : "code";
            }

            @Override
            public boolean holds(Node node, World world) {
                return node.codes().contains(code) != not;
            }
        }

        record Forward(String parameter, String type, Asked rest) implements Asked {
            @Override
            public String name() {
                return parameter + (type.isEmpty() ? "" : ":" + type) + "." + rest.name();
            }

            @Override
            public boolean holds(Node node, World world) {
                return node.by(parameter).stream()
                        .filter(target -> type.isEmpty() || target.type().equals(type))
                        .map(world.nodes::get)
                        .anyMatch(target -> target != null && rest.holds(target, world));
            }
        }

        record Backward(String type, String parameter, Asked rest) implements Asked {
            @Override
            public String name() {
                return "_has:" + type + ":" + parameter + ":" + rest.name();
            }

            @Override
            public boolean holds(Node node, World world) {
                return world.ofType(type).stream()
                        .anyMatch(other -> other.by(parameter).contains(node.target()) && rest.holds(other, world));
            }
        }
    }

    private World world() {
        var world = new World();
        var targets = new ArrayList<Target>();
        for (String type : TYPES) {
            for (int i = 0; i < 8; i++) {
                targets.add(new Target(type, Integer.toString(i)));
            }
        }
        for (Target target : targets) {
            if (random.nextInt(4) > 0) { // the others are referred to, but not there
                world.nodes.put(target, node(target, targets));
            }
        }
        return world;
    }

    private Node node(Target target, List<Target> targets) {
        var codes = CODES.stream().filter(_ -> random.nextInt(3) == 0).toList();
        var links = targets.stream().filter(_ -> random.nextInt(16) == 0).toList();
        var nexts = targets.stream()
                .filter(other -> other.type().equals(next(target.type())) && random.nextInt(8) == 0)
                .toList();
        return new Node(target, codes, links, nexts);
    }

    private Asked asked(String type, int depth) {
        int choice = depth == 0 ? 1 + random.nextInt(3) : random.nextInt(4);
        if (choice == 0 || depth == DEEPEST) {
            return new Asked.Code(pick(CODES), random.nextInt(3) == 0);
        }
        if (choice == 1) {
            return new Asked.Forward("next", random.nextBoolean() ? next(type) : "", asked(next(type), depth + 1));
        }
        if (choice == 2) {
            String target = pick(TYPES);
            return new Asked.Forward("link", target, asked(target, depth + 1));
        }
        String other = pick(TYPES);
        String parameter = next(other).equals(type) && random.nextBoolean() ? "next" : "link";
        return new Asked.Backward(other, parameter, asked(other, depth + 1));
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static String code(Asked asked) {
        return switch (asked) {
            case Asked.Code code -> code.code();
            case Asked.Forward forward -> code(forward.rest());
            case Asked.Backward backward -> code(backward.rest());
        };
    }

    private List<Target> found(String type, Map<String, List<String>> given, World world) {
        var query = parser.parse(type, given, QueryParser.Handling.STRICT);
        assertThat(query.hasLinks()).isTrue();
        return query.following(world.ofType(type), world).stream()
                .map(Node::target)
                .toList();
    }

    @Test
    void findsWhatOneFindsWhoWalks() {
        int found = 0;
        for (int i = 0; i < WORLDS; i++) {
            World world = world();
            for (int j = 0; j < QUERIES; j++) {
                String type = pick(TYPES);
                Asked asked = asked(type, 0);
                var expected = world.ofType(type).stream()
                        .filter(node -> asked.holds(node, world))
                        .map(Node::target)
                        .toList();
                assertThat(found(type, Map.of(asked.name(), List.of(code(asked))), world))
                        .as(type + "?" + asked.name() + "=" + code(asked))
                        .isEqualTo(expected);
                found += expected.size();
            }
        }
        assertThat(found).as("matches, so that the comparison means something").isGreaterThan(2_000);
    }

    @Test
    void findsWithATypelessChainWhatTheChainsOfEachTypeFindTogether() {
        for (int i = 0; i < WORLDS; i++) {
            World world = world();
            var typeless = found("Red", Map.of("link.code", List.of("a")), world);
            var typed = TYPES.stream()
                    .flatMap(type -> found("Red", Map.of("link:" + type + ".code", List.of("a")), world).stream())
                    .collect(Collectors.toSet());
            assertThat(typeless).containsExactlyInAnyOrderElementsOf(typed);
        }
    }

    @Test
    void demandsEveryLinkForItself() {
        World world = world();
        var both = new HashMap<String, List<String>>();
        both.put("next.code", List.of("a", "b"));
        var a = found("Red", Map.of("next.code", List.of("a")), world);
        var b = found("Red", Map.of("next.code", List.of("b")), world);
        assertThat(found("Red", both, world))
                .isEqualTo(a.stream().filter(b::contains).toList());
    }

    @Test
    void asksOnceALinkHoweverManyRowsThereAre() {
        World world = world();
        found("Red", Map.of("next:Green.next:Blue.code", List.of("a")), world);
        assertThat(world.asked).isLessThanOrEqualTo(2);
        world.asked = 0;
        found("Red", Map.of("_has:Blue:next:_has:Green:next:code", List.of("a")), world);
        assertThat(world.asked).isLessThanOrEqualTo(2);
    }

    @Test
    void namesTheTypesThatAreLookedAt() {
        var query = parser.parse("Red", Map.of("next._has:Blue:link:code", List.of("a")), QueryParser.Handling.STRICT);
        assertThat(query.linkedTypes()).containsExactlyInAnyOrder("Green", "Blue");
        assertThat(query.reversed()).extracting(SearchParameter::type).containsExactly("Blue");
        assertThat(query.isUnconditional()).isFalse();
        var node = node(new Target("Red", "1"), List.of());
        assertThat(query.matches(new SearchValuesView(node.values()), node))
                .as("a row alone")
                .isFalse();
    }
}
