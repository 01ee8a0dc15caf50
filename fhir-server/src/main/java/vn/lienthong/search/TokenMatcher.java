package vn.lienthong.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A <a href="https://hl7.org/fhir/R4/search.html#token">token</a>. Systems compare exactly; codes compare without
 * regard to the case of ASCII letters, because the standard prefers too much over too little where a code system's rule
 * is unknown.
 */
sealed interface TokenMatcher extends ValueMatcher {

    /** {@code code}, {@code system|code}, {@code |code} or {@code system|}. */
    final class Coded implements TokenMatcher {

        private final boolean withoutSystem;
        private final byte @Nullable [] system;
        private final byte @Nullable [] code;

        Coded(boolean withoutSystem, @Nullable String system, @Nullable String code) {
            this.withoutSystem = withoutSystem;
            this.system = system == null ? null : system.getBytes(UTF_8);
            this.code = code == null ? null : SearchValues.lowerCaseAscii(code.getBytes(UTF_8));
        }

        @Override
        public boolean matches(ValueCursor cursor) {
            if (code != null && !cursor.isEqualIgnoringCase(ValueCursor.CODE, code)) {
                return false;
            }
            if (withoutSystem) {
                return !cursor.isPresent(ValueCursor.SYSTEM) || cursor.has(ValueWriter.SYSTEM_IMPLIED);
            }
            return system == null || cursor.isEqual(ValueCursor.SYSTEM, system);
        }

        @Override
        public OptionalLong indexToken(IndexTokens.Scope scope) {
            return code == null ? OptionalLong.empty() : OptionalLong.of(scope.of(code));
        }
    }

    /** {@code :text}: display or text begins with this. */
    final class ByText implements TokenMatcher {

        private final byte[] folded;

        ByText(String text) {
            folded = FoldedText.fold(text).getBytes(UTF_8);
        }

        @Override
        public boolean matches(ValueCursor cursor) {
            return cursor.startsWith(ValueCursor.TEXT, folded);
        }
    }

    /** {@code :of-type}: an identifier of this type with this value. */
    final class OfType implements TokenMatcher {

        private final byte @Nullable [] system;
        private final byte[] type;
        private final byte[] value;

        OfType(@Nullable String system, String type, String value) {
            this.system = system == null ? null : system.getBytes(UTF_8);
            this.type = type.getBytes(UTF_8);
            this.value = SearchValues.lowerCaseAscii(value.getBytes(UTF_8));
        }

        @Override
        public boolean matches(ValueCursor cursor) {
            return cursor.isEqualIgnoringCase(ValueCursor.CODE, value) && cursor.hasType(system, type);
        }

        @Override
        public OptionalLong indexToken(IndexTokens.Scope scope) {
            return OptionalLong.of(scope.of(value));
        }
    }

    /** {@code :in}, {@code :below} and {@code :above}: one of a set of codes. */
    final class OneOf implements TokenMatcher {

        private final Terminology.Codes codes;

        OneOf(Terminology.Codes codes) {
            this.codes = codes;
        }

        @Override
        public boolean matches(ValueCursor cursor) {
            return codes.contains(cursor.string(ValueCursor.SYSTEM), cursor.string(ValueCursor.CODE));
        }
    }
}
