package vn.lienthong.search.fhir;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vn.lienthong.search.SearchLimits;

/** Settings of search: {@link SearchLimits}. */
@ConfigurationProperties("lienthong.search")
record SearchProperties(
        @DefaultValue("5") int maxLinks,
        @DefaultValue("1000") int maxValues,
        @DefaultValue("20") int maxIncludes,
        @DefaultValue("4") int maxIncludeSteps,
        @DefaultValue("5000") int maxIncluded,
        @DefaultValue("5000") int maxLinked) {

    SearchLimits limits() {
        return new SearchLimits(maxLinks, maxValues, maxIncludes, maxIncludeSteps, maxIncluded, maxLinked);
    }
}
