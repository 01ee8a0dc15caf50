package vn.lienthong.access;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a write answers with: the header <a href="https://hl7.org/fhir/R4/http.html#return">Prefer: return=…</a>. */
public enum ReturnPreference {
    MINIMAL,
    REPRESENTATION,
    OPERATION_OUTCOME;

    /** @param otherwise what holds where the header says nothing that is known */
    public static ReturnPreference of(@Nullable String prefer, ReturnPreference otherwise) {
        var text = prefer == null ? "" : prefer.toLowerCase(Locale.ROOT).replace(" ", "");
        if (text.contains("return=minimal")) {
            return MINIMAL;
        }
        if (text.contains("return=representation")) {
            return REPRESENTATION;
        }
        return text.contains("return=operationoutcome") ? OPERATION_OUTCOME : otherwise;
    }
}
