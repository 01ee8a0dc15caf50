package vn.lienthong.bulk;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Issue;

/**
 * Parameters of <a href="https://hl7.org/fhir/uv/bulkdata/STU2/export.html#query-parameters">a kick-off request</a>.
 *
 * @param types as they were named; empty for all
 */
record ExportParameters(Set<String> types, Optional<Instant> since, List<String> filters) {

    private static final Set<String> KNOWN =
            Set.of("_outputFormat", "_since", "_type", "_typeFilter", "_format", "_pretty");

    private static final Set<String> FORMATS = Set.of("application/fhir+ndjson", "application/ndjson", "ndjson");

    /** A comma parts filters only where another begins: within a search it parts values. */
    private static final Pattern BETWEEN_FILTERS = Pattern.compile(",(?=[A-Z][A-Za-z]+\\?)");

    /** @param lenient what is not known is left out */
    static ExportParameters parse(Map<String, List<String>> given, boolean lenient) {
        var issues = new ArrayList<Issue.Detail>();
        if (!lenient) {
            given.keySet().stream()
                    .filter(name -> !KNOWN.contains(name))
                    .forEach(name -> issues.add(wrong(name, "is not supported.", "_type=Patient,Observation")));
        }
        given.getOrDefault("_outputFormat", List.of()).stream()
                .filter(format -> !FORMATS.contains(format.replace(' ', '+')))
                .forEach(format -> issues.add(wrong(
                        "_outputFormat",
                        "`%s` is no format of files here.".formatted(format),
                        "_outputFormat=application/fhir%2Bndjson")));
        var since = since(given.getOrDefault("_since", List.of()), issues);
        if (!issues.isEmpty()) {
            throw new ExchangeException(new Issue.Malformed(issues));
        }
        return new ExportParameters(
                Set.copyOf(split(given.getOrDefault("_type", List.of()), ",")),
                since,
                given.getOrDefault("_typeFilter", List.of()).stream()
                        .flatMap(BETWEEN_FILTERS::splitAsStream)
                        .distinct()
                        .toList());
    }

    private static List<String> split(List<String> values, String separator) {
        return values.stream()
                .flatMap(value -> Arrays.stream(value.split(separator, -1)))
                .map(String::strip)
                .distinct()
                .toList();
    }

    /** A plus in an address stands for a space, and an offset begins with one. */
    private static Optional<Instant> since(List<String> values, List<Issue.Detail> issues) {
        if (values.isEmpty()) {
            return Optional.empty();
        }
        try {
            if (values.size() > 1) {
                throw new DateTimeException("more than one");
            }
            return Optional.of(
                    OffsetDateTime.parse(values.getFirst().replace(' ', '+')).toInstant());
        } catch (DateTimeException notAnInstant) {
            issues.add(wrong(
                    "_since",
                    "`%s` is no instant.".formatted(String.join("`, `", values)),
                    "_since=2026-01-31T00:00:00%2B07:00"));
            return Optional.empty();
        }
    }

    private static Issue.Detail wrong(String name, String problem, String example) {
        return new Issue.Detail("value", null, "Parameter `%s`: %s Example: `%s`.".formatted(name, problem, example));
    }
}
