package vn.lienthong.access;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of requests for access.
 *
 * @param life how long a request can be answered; as long the same practitioner cannot ask the same patient again
 * @param access how long a grant holds when nobody says
 * @param maxAccess how long it may hold
 * @param requestsPerDay how many patients one practitioner may ask within 24 hours
 */
@ConfigurationProperties("lienthong.access-request")
public record AccessRequestProperties(
        @DefaultValue("72h") Duration life,
        @DefaultValue("24h") Duration access,
        @DefaultValue("720h") Duration maxAccess,
        @DefaultValue("100") int requestsPerDay) {}
