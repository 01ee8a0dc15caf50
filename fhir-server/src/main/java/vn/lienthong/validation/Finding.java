package vn.lienthong.validation;

import org.jspecify.annotations.Nullable;

/**
 * One thing to say about a resource.
 *
 * @param code of <a href="https://hl7.org/fhir/R4/valueset-issue-type.html">IssueType</a>
 * @param expression FHIRPath of the place, or {@code null} where the whole resource is meant
 */
public record Finding(
        Severity severity, String code, @Nullable String expression, String diagnostics) {

    /** <a href="https://hl7.org/fhir/R4/valueset-issue-severity.html">IssueSeverity</a>, the worst first. */
    public enum Severity {
        FATAL,
        ERROR,
        WARNING,
        INFORMATION
    }

    public boolean isError() {
        return severity == Severity.FATAL || severity == Severity.ERROR;
    }

    public static Finding error(String code, @Nullable String expression, String diagnostics) {
        return new Finding(Severity.ERROR, code, expression, diagnostics);
    }

    public static Finding information(String diagnostics) {
        return new Finding(Severity.INFORMATION, "informational", null, diagnostics);
    }
}
