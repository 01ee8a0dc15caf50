package vn.lienthong.search;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A condition that is decided by one row alone. */
sealed interface Predicate extends Condition {

    boolean matches(SearchValuesView view, SearchRow row);

    /** Index tokens of which a matching row has at least one; empty when the index cannot help. */
    default Optional<long[]> indexTokens(IndexTokens.Scope scope) {
        return Optional.empty();
    }

    /** The code of the parameter. */
    String code();

    @Override
    default Stream<SearchParameter> added() {
        return Stream.empty();
    }

    /** Any (or, negated, none) of the stored values is one of the alternatives. */
    record ByValue(SearchParameter parameter, List<ValueMatcher> anyOf, boolean negated) implements Predicate {

        public ByValue {
            anyOf = List.copyOf(anyOf);
        }

        @Override
        public String code() {
            return parameter.code();
        }

        @Override
        public Stream<SearchParameter> added() {
            return Stream.of(parameter).filter(SearchParameter::isAdded);
        }

        @Override
        public boolean matches(SearchValuesView view, SearchRow row) {
            SearchKind kind = parameter.kind();
            ValueCursor cursor = view.cursor();
            for (int left = view.seek(parameter.ordinal()); left > 0; left--) {
                boolean found = kind == SearchKind.COMPOSITE ? groupMatches(cursor) : valueMatches(cursor, kind);
                if (found) {
                    return !negated;
                }
            }
            return negated;
        }

        private boolean valueMatches(ValueCursor cursor, SearchKind kind) {
            cursor.next(kind);
            for (int i = 0; i < anyOf.size(); i++) {
                if (anyOf.get(i).matches(cursor)) {
                    return true;
                }
            }
            return false;
        }

        private boolean groupMatches(ValueCursor cursor) {
            int before = cursor.position();
            for (ValueMatcher matcher : anyOf) {
                cursor.moveTo(before);
                if (matcher.matches(cursor)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public Optional<long[]> indexTokens(IndexTokens.Scope scope) {
            var tokens = new long[anyOf.size()];
            for (int i = 0; i < tokens.length; i++) {
                var token = anyOf.get(i).indexToken(scope);
                if (negated || token.isEmpty()) {
                    return Optional.empty();
                }
                tokens[i] = token.getAsLong();
            }
            return Optional.of(tokens);
        }
    }

    /** {@code :missing}. */
    record Missing(SearchParameter parameter, boolean missing) implements Predicate {

        @Override
        public String code() {
            return parameter.code();
        }

        @Override
        public Stream<SearchParameter> added() {
            return Stream.of(parameter).filter(SearchParameter::isAdded);
        }

        @Override
        public boolean matches(SearchValuesView view, SearchRow row) {
            return view.seek(parameter.ordinal()) == 0 == missing;
        }
    }

    /** {@code _id}, from the row. */
    record ById(Set<String> ids, boolean negated) implements Predicate {

        public ById {
            ids = Set.copyOf(ids);
        }

        @Override
        public String code() {
            return "_id";
        }

        @Override
        public boolean matches(SearchValuesView view, SearchRow row) {
            return ids.contains(row.id()) != negated;
        }
    }

    /** {@code _lastUpdated}, from the row. */
    record ByLastUpdated(List<DateMatcher> anyOf) implements Predicate {

        public ByLastUpdated {
            anyOf = List.copyOf(anyOf);
        }

        @Override
        public String code() {
            return "_lastUpdated";
        }

        @Override
        public boolean matches(SearchValuesView view, SearchRow row) {
            long time = row.lastUpdatedMillis();
            for (DateMatcher matcher : anyOf) {
                if (matcher.matches(time, time)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** {@code :missing} of what every row has. */
    record Always(String code, boolean answer) implements Predicate {

        @Override
        public boolean matches(SearchValuesView view, SearchRow row) {
            return answer;
        }
    }
}
