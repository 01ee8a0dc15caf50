package vn.lienthong.search;

import org.jspecify.annotations.Nullable;

/**
 * What a search asks of terminology: the codes that the
 * <a href="https://hl7.org/fhir/R4/search.html#modifiers">modifiers</a> {@code :in}, {@code :not-in}, {@code :below} and
 * {@code :above} stand for. Thread-safe.
 */
public interface Terminology {

    /** Knows no value set and no hierarchy. */
    Terminology UNKNOWN = new Terminology() {
        @Override
        public Codes valueSet(String url) {
            throw new UndecidableCodesException("no ValueSet `" + url + "` is stored here.");
        }

        @Override
        public Codes below(String system, String code) {
            throw new UndecidableCodesException("the hierarchy of `" + system + "` is not known here.");
        }
    };

    /** A set of codes. */
    interface Codes {

        boolean contains(@Nullable String system, @Nullable String code);
    }

    /**
     * The codes of a ValueSet that everybody may read.
     *
     * @throws UndecidableCodesException if there is none, or it cannot be decided whole
     */
    Codes valueSet(String url);

    /**
     * A code and all beneath it.
     *
     * @throws UndecidableCodesException if the hierarchy of the system is not known
     */
    Codes below(String system, String code);
}
