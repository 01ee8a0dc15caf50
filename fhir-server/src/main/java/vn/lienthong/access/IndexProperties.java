package vn.lienthong.access;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of indexing.
 *
 * @param rest how long a node waits before it looks again whether the operator changed search parameters; searches do not
 *     wait for it
 */
@ConfigurationProperties("lienthong.index")
public record IndexProperties(@DefaultValue("10s") Duration rest) {

    public IndexProperties {
        if (rest.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("`lienthong.index.rest` must be a second or more.");
        }
    }
}
