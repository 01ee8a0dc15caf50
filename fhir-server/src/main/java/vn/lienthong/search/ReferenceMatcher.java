package vn.lienthong.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A <a href="https://hl7.org/fhir/R4/search.html#reference">reference</a> in one of its forms. */
sealed interface ReferenceMatcher extends ValueMatcher {

    /** {@code id}, {@code Type/id} or {@code Type/id/_history/version}: a resource of this server. */
    final class Local implements ReferenceMatcher {

        private final byte @Nullable [] type;
        private final byte[] id;
        private final byte @Nullable [] version;

        Local(@Nullable String type, String id, @Nullable String version) {
            this.type = type == null ? null : type.getBytes(UTF_8);
            this.id = id.getBytes(UTF_8);
            this.version = version == null ? null : version.getBytes(UTF_8);
        }

        @Override
        public boolean matches(ValueCursor cursor) {
            return cursor.isEqual(ValueCursor.ID, id)
                    && (type == null || cursor.isEqual(ValueCursor.TYPE, type))
                    && (version == null || cursor.isEqual(ValueCursor.VERSION, version));
        }

        @Override
        public OptionalLong indexToken(IndexTokens.Scope scope) {
            return OptionalLong.of(scope.of(id));
        }
    }

    /** A resource elsewhere, a urn, or a canonical: without a version it finds every version. */
    final class Url implements ReferenceMatcher {

        private final byte[] url;
        private final boolean hasVersion;

        Url(String url) {
            this.url = url.getBytes(UTF_8);
            hasVersion = url.indexOf('|') >= 0;
        }

        @Override
        public boolean matches(ValueCursor cursor) {
            return cursor.startsWith(ValueCursor.URL, url) && isWhole(cursor);
        }

        private boolean isWhole(ValueCursor cursor) {
            int next = cursor.byteAt(ValueCursor.URL, url.length);
            return next < 0 || (!hasVersion && next == '|');
        }
    }

    /** {@code :identifier}: the identifier that the reference itself carries. */
    final class ByIdentifier implements ReferenceMatcher {

        private final boolean withoutSystem;
        private final byte @Nullable [] system;
        private final byte @Nullable [] value;

        ByIdentifier(boolean withoutSystem, @Nullable String system, @Nullable String value) {
            this.withoutSystem = withoutSystem;
            this.system = system == null ? null : system.getBytes(UTF_8);
            this.value = value == null ? null : SearchValues.lowerCaseAscii(value.getBytes(UTF_8));
        }

        @Override
        public boolean matches(ValueCursor cursor) {
            if (value != null && !cursor.isEqualIgnoringCase(ValueCursor.IDENTIFIER, value)) {
                return false;
            }
            if (withoutSystem) {
                return !cursor.isPresent(ValueCursor.IDENTIFIER_SYSTEM);
            }
            return system == null || cursor.isEqual(ValueCursor.IDENTIFIER_SYSTEM, system);
        }
    }
}
