package vn.lienthong.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Hashes of search values for an index in the database, where a search names no patient. A hit is a candidate that the
 * {@link Query} still has to confirm; a row without the token is certainly no match.
 *
 * <p>A token is 64 bits: FNV-1a over the UTF-8 of type, 0x1F, code, 0x1F and value, then the finaliser of MurmurHash3 so
 * that all bits depend on all input. The value is the code of a token in lower case, the id of a reference, a uri
 * without its version, the day of a time, or the beginning of a folded string in {@link #BEGINNINGS} lengths. Tokens are
 * stored, so none of this may change without indexing anew.
 */
public final class IndexTokens {

    /** Bytes of folded text: enough steps that a typed name hits few others, and few enough to store. */
    private static final int[] BEGINNINGS = {2, 4, 8};

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final SearchParameters parameters;
    private final ZoneId zone;

    public IndexTokens(SearchParameters parameters, ZoneId zone) {
        this.parameters = parameters;
        this.zone = zone;
    }

    /** The tokens of one resource for the named parameters, sorted, without duplicates. */
    public long[] of(String type, SearchValuesView view, Set<String> codes) {
        var tokens = LongStream.builder();
        for (SearchParameter parameter : parameters.ofType(type)) {
            if (codes.contains(parameter.code()) && parameter.kind() != SearchKind.COMPOSITE) {
                var scope = new Scope(type, parameter.code(), zone);
                for (int left = view.seek(parameter.ordinal()); left > 0; left--) {
                    view.cursor().next(parameter.kind());
                    add(tokens, scope, parameter.kind(), view.cursor());
                }
            }
        }
        return tokens.build().sorted().distinct().toArray();
    }

    /** The token of every resource whose parameter of this code has this uri, in whatever version. */
    public long ofUri(String type, String code, String uri) {
        return new Scope(type, code, zone).of(withoutVersion(uri.getBytes(UTF_8)));
    }

    private static void add(LongStream.Builder tokens, Scope scope, SearchKind kind, ValueCursor cursor) {
        switch (kind) {
            case TOKEN -> {
                if (cursor.isPresent(ValueCursor.CODE)) {
                    tokens.add(scope.of(SearchValues.lowerCaseAscii(cursor.copy(ValueCursor.CODE))));
                }
            }
            case REFERENCE -> {
                if (cursor.isPresent(ValueCursor.ID)) {
                    tokens.add(scope.of(cursor.copy(ValueCursor.ID)));
                }
            }
            case URI -> tokens.add(scope.of(withoutVersion(cursor.copy(ValueCursor.URL))));
            case DATE -> scope.ofDay(cursor.low, cursor.high).ifPresent(tokens::add);
            case STRING -> {
                byte[] folded = cursor.copy(ValueCursor.FOLDED);
                for (int length : BEGINNINGS) {
                    if (folded.length >= length) {
                        tokens.add(scope.of(Arrays.copyOf(folded, length)));
                    }
                }
            }
            case NUMBER, QUANTITY, COMPOSITE, SPECIAL -> {}
        }
    }

    private static byte[] withoutVersion(byte[] uri) {
        for (int i = 0; i < uri.length; i++) {
            if (uri[i] == '|') {
                return Arrays.copyOf(uri, i);
            }
        }
        return uri;
    }

    /** One parameter of one type, which every token of its values begins with. */
    static final class Scope {

        private final long seed;
        private final ZoneId zone;

        Scope(String type, String code, ZoneId zone) {
            seed = mixIn(FNV_OFFSET, (type + '\u001f' + code + '\u001f').getBytes(UTF_8));
            this.zone = zone;
        }

        long of(byte[] value) {
            return finish(mixIn(seed, value));
        }

        /** The token of the day in which all of the range lies; none for a longer range. */
        OptionalLong ofDay(long low, long high) {
            if (low == SearchValue.DateRange.OPEN_LOW || high == SearchValue.DateRange.OPEN_HIGH) {
                return OptionalLong.empty();
            }
            long day = dayOf(low);
            return day == dayOf(high) ? OptionalLong.of(of(Long.toString(day).getBytes(UTF_8))) : OptionalLong.empty();
        }

        private long dayOf(long millis) {
            return Instant.ofEpochMilli(millis).atZone(zone).toLocalDate().toEpochDay();
        }

        /** The token of the longest indexed beginning that is not longer than the text. */
        OptionalLong ofBeginning(byte[] text) {
            for (int i = BEGINNINGS.length - 1; i >= 0; i--) {
                if (text.length >= BEGINNINGS[i]) {
                    return OptionalLong.of(of(Arrays.copyOf(text, BEGINNINGS[i])));
                }
            }
            return OptionalLong.empty();
        }

        private static long mixIn(long start, byte[] bytes) {
            long hash = start;
            for (byte b : bytes) {
                hash = (hash ^ (b & 0xff)) * FNV_PRIME;
            }
            return hash;
        }

        private static long finish(long hash) {
            long mixed = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
            mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
            return mixed ^ (mixed >>> 33);
        }
    }
}
