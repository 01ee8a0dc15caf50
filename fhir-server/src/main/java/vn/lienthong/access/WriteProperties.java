package vn.lienthong.access;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of writes.
 *
 * @param maxPatchOperations most operations of one patch
 * @param maxConditionalDeletes most resources that one conditional delete removes: a slip in a condition costs no more
 */
@ConfigurationProperties("lienthong.write")
public record WriteProperties(
        @DefaultValue("1000") int maxPatchOperations,
        @DefaultValue("100") int maxConditionalDeletes) {}
