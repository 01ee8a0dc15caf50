package vn.lienthong.referral;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of referrals.
 *
 * @param maxPackage resources that can be sent along with one request
 */
@ConfigurationProperties("lienthong.referral")
public record ReferralProperties(@DefaultValue("200") int maxPackage) {

    public ReferralProperties {
        if (maxPackage < 1) {
            throw new IllegalArgumentException("`lienthong.referral.max-package` must be 1 or more.");
        }
    }
}
