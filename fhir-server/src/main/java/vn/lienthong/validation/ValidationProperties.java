package vn.lienthong.validation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of validation.
 *
 * @param packages folder with FHIR packages ({@code .tgz}) whose profiles are known beside R4's own; none when not set
 * @param concurrent most resources that are validated at once on this node
 * @param patience how long a request waits for its turn
 * @param maxBody largest resource that is validated
 */
@ConfigurationProperties("lienthong.validation")
public record ValidationProperties(
        @Nullable Path packages,
        @DefaultValue("2") int concurrent,
        @DefaultValue("20s") Duration patience,
        @DefaultValue("1MB") DataSize maxBody) {

    public ValidationProperties {
        if (packages != null && !packages.toString().isEmpty() && !Files.isDirectory(packages)) {
            throw new IllegalArgumentException("`lienthong.validation.packages` names `" + packages
                    + "`, which is no folder. Make it, or leave the setting out.");
        }
        if (concurrent < 1) {
            throw new IllegalArgumentException("`lienthong.validation.concurrent` must be 1 or more.");
        }
    }
}
