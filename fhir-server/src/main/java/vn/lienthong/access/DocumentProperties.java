package vn.lienthong.access;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of documents.
 *
 * @param maxReferences most resources that a document may refer to, and that its entries may refer to
 */
@ConfigurationProperties("lienthong.document")
public record DocumentProperties(@DefaultValue("1000") int maxReferences) {}
