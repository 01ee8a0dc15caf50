package vn.lienthong.access;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of labelling.
 *
 * @param rest how long a node waits before it looks again whether records wait to be labelled by new value sets; readers
 *     do not wait for it
 */
@ConfigurationProperties("lienthong.labels")
public record LabelProperties(@DefaultValue("10s") Duration rest) {

    public LabelProperties {
        if (rest.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("`lienthong.labels.rest` must be a second or more.");
        }
    }
}
