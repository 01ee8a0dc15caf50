package vn.lienthong.record.fhir;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;

/** How elements are called in a FHIRPath expression. */
final class ElementNames {

    /** Longer than any element of FHIR; a client's own name is cut there. */
    private static final int LONGEST = 64;

    private ElementNames() {}

    /** {@code value} for {@code value[x]}. */
    static String nameOf(BaseRuntimeChildDefinition child) {
        String name = child.getElementName();
        return name.endsWith("[x]") ? name.substring(0, name.length() - 3) : name;
    }

    static String shorten(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
