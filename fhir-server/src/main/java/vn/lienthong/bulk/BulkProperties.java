package vn.lienthong.bulk;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of bulk data.
 *
 * @param life how long the files of an export can be fetched
 * @param fileSize after how many resources another file of the type begins
 * @param maxExports exports of one account that run at the same time
 * @param maxMembers patients of a Group that is exported
 * @param rest how long a node waits before it looks again whether an export waits; the node that was asked does not wait
 * @param batch lines that are brought in together, in one transaction
 * @param maxLine longest line that is brought in
 * @param maxRefused after how many refused lines a file is given up
 * @param maxImports files that one node takes in at the same time
 * @param reportLife how long it can be asked what became of a file
 */
@ConfigurationProperties("lienthong.bulk")
public record BulkProperties(
        @DefaultValue("24h") Duration life,
        @DefaultValue("100000") int fileSize,
        @DefaultValue("3") int maxExports,
        @DefaultValue("100000") int maxMembers,
        @DefaultValue("2s") Duration rest,
        @DefaultValue("500") int batch,
        @DefaultValue("4MB") DataSize maxLine,
        @DefaultValue("10000") int maxRefused,
        @DefaultValue("4") int maxImports,
        @DefaultValue("30d") Duration reportLife) {

    public BulkProperties {
        if (rest.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("`lienthong.bulk.rest` must be a second or more.");
        }
        if (fileSize < 1 || batch < 1 || maxExports < 1 || maxImports < 1) {
            throw new IllegalArgumentException("Sizes and numbers of `lienthong.bulk` must be 1 or more.");
        }
    }
}
