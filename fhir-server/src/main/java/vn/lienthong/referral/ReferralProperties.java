package vn.lienthong.referral;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of referrals.
 *
 * @param maxPackage resources that can be sent along with one request
 * @param maxPackageSize of all of them and the summary, as JSON
 */
@ConfigurationProperties("lienthong.referral")
public record ReferralProperties(
        @DefaultValue("200") int maxPackage,
        @DefaultValue("10MB") DataSize maxPackageSize) {

    public ReferralProperties {
        if (maxPackage < 1) {
            throw new IllegalArgumentException("`lienthong.referral.max-package` must be 1 or more.");
        }
    }
}
