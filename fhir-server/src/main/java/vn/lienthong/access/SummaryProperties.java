package vn.lienthong.access;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vn.lienthong.summary.SummaryLimits;

/**
 * Settings of summaries.
 *
 * @param maxResults most results that are shown
 * @param maxReports most reports beside them
 * @param maxOthers most of any other section
 */
@ConfigurationProperties("lienthong.summary")
public record SummaryProperties(
        @DefaultValue("40") int maxResults,
        @DefaultValue("10") int maxReports,
        @DefaultValue("100") int maxOthers) {

    public SummaryProperties {
        if (maxResults < 1 || maxReports < 1 || maxOthers < 1) {
            throw new IllegalArgumentException("Each of lienthong.summary.max-… is at least 1.");
        }
    }

    SummaryLimits limits() {
        return new SummaryLimits(maxResults, maxReports, maxOthers);
    }
}
