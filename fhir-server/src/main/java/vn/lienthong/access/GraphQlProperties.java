package vn.lienthong.access;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits of GraphQL queries.
 *
 * @param maxLength characters of a query
 * @param maxDepth how deep its selections nest
 * @param maxFields fields that it selects, fragments written out
 * @param maxLookups resources and searches that it leads to: each is decided on and on record by itself
 */
@ConfigurationProperties("lienthong.graphql")
public record GraphQlProperties(
        @DefaultValue("10000") int maxLength,
        @DefaultValue("12") int maxDepth,
        @DefaultValue("500") int maxFields,
        @DefaultValue("100") int maxLookups) {}
