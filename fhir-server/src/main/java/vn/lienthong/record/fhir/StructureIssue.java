package vn.lienthong.record.fhir;

/**
 * One fault in the structure of a resource.
 *
 * @param expression the FHIRPath of its place, as {@code Observation.component[1].value}
 * @param code an <a href="https://hl7.org/fhir/R4/valueset-issue-type.html">issue type</a>: structure, required, value,
 *     too-long or invalid
 * @param diagnostics what to do; never demographics
 */
public record StructureIssue(String expression, String code, String diagnostics) {

    static StructureIssue structure(String expression, String diagnostics) {
        return new StructureIssue(expression, "structure", diagnostics);
    }

    static StructureIssue required(String expression, String element) {
        return new StructureIssue(
                expression + "." + element, "required", "Element `" + element + "` is required here: add it.");
    }

    static StructureIssue value(String expression, String diagnostics) {
        return new StructureIssue(expression, "value", diagnostics);
    }

    static StructureIssue tooLong(String expression, String diagnostics) {
        return new StructureIssue(expression, "too-long", diagnostics);
    }

    static StructureIssue invalid(String expression, String diagnostics) {
        return new StructureIssue(expression, "invalid", diagnostics);
    }
}
