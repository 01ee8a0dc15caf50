package vn.lienthong.summary;

/**
 * How much of a long history is told; what is newest comes first.
 *
 * @param results most results
 * @param reports most reports beside them
 * @param others most of any other section
 */
public record SummaryLimits(int results, int reports, int others) {

    int of(SectionKind kind, Recorded recorded) {
        if (kind != SectionKind.RESULTS) {
            return others;
        }
        return recorded.key().type().equals("DiagnosticReport") ? reports : results;
    }
}
