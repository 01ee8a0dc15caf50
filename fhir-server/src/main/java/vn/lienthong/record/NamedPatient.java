package vn.lienthong.record;

import java.util.List;
import vn.lienthong.shared.ResourceKey;

/** Whose data a resource says it is. */
public sealed interface NamedPatient {

    /** It is a Patient. */
    record Itself() implements NamedPatient {}

    /** It names nobody. */
    record Nobody() implements NamedPatient {}

    /**
     * It belongs where the targets belong: a Patient, or (Provenance, Binary) a resource of a patient.
     *
     * @param expression FHIRPath of the element that names them
     */
    record By(List<ResourceKey> targets, String expression) implements NamedPatient {}

    /** It names a patient in a way that does not lead to a patient of this exchange. */
    record Unresolvable(String expression, String diagnostics) implements NamedPatient {}
}
