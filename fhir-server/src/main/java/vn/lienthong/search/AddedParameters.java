package vn.lienthong.search;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The <a href="https://hl7.org/fhir/R4/searchparameter.html">search parameters</a> that the operator added to those of
 * R4. Thread-safe.
 *
 * <p>What must stay true: an ordinal is given once and never to another parameter, and each row says by which version of
 * these parameters its values were taken. So a value that is not there is known to be absent, or known to be unknown.
 */
public interface AddedParameters {

    /** Ordinals of R4's own parameters lie below; this one holds the version by which a row was indexed. */
    int VERSION_ORDINAL = 1_000;

    /** There are none. */
    AddedParameters NONE = new AddedParameters() {
        @Override
        public Snapshot current() {
            return Snapshot.EMPTY;
        }

        @Override
        public Snapshot fresh() {
            return Snapshot.EMPTY;
        }
    };

    /** What this node knows, perhaps some seconds old: good enough to index by, as rows say what they were indexed by. */
    Snapshot current();

    /** What holds now. */
    Snapshot fresh();

    /** Finds parameters for one search: what holds is asked for when the first is looked for, and not again. */
    default Lookup lookup() {
        return new Lookup() {
            private @Nullable Snapshot asked;

            @Override
            public Optional<SearchParameter> find(String type, String code) {
                if (asked == null) {
                    asked = fresh();
                }
                return asked.find(type, code);
            }
        };
    }

    /** Finds an added parameter. */
    interface Lookup {

        Optional<SearchParameter> find(String type, String code);
    }

    /** All added parameters of one version. */
    record Snapshot(long version, Map<String, List<SearchParameter>> byType) {

        static final Snapshot EMPTY = new Snapshot(0, Map.of());

        public Snapshot {
            byType = Map.copyOf(byType);
        }

        public List<SearchParameter> ofType(String type) {
            return byType.getOrDefault(type, List.of());
        }

        public Optional<SearchParameter> find(String type, String code) {
            return ofType(type).stream()
                    .filter(parameter -> parameter.code().equals(code))
                    .findFirst();
        }

        public boolean holds(SearchParameter parameter) {
            return ofType(parameter.type()).stream().anyMatch(one -> one.ordinal() == parameter.ordinal());
        }
    }
}
