package vn.lienthong.access;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import vn.lienthong.consent.DefaultPolicy;

/**
 * Settings of the one door.
 *
 * @param defaultPolicy what holds where the patient decided nothing; the law asks for {@code OPT_IN}
 * @param maxBody largest request body
 * @param maxEntries most entries of one Bundle
 * @param maxPage most matches of one page
 * @param defaultPage matches of a page when the request does not say
 * @param maxHistory most resources of one page of {@code $everything}
 * @param maxCandidates most permitted rows among which a search without a patient looks for matches
 * @param maxIds most patients or ids that one search may name: each patient is decided on by itself
 * @param pageLinkLife how long a page link works
 * @param explanationsPerMinute most explanations that one account gets of one node in a minute
 * @param verifiedRows most rows of the audit record that one {@code $verify-chain} looks at: about a second's work
 */
@ConfigurationProperties("lienthong.access")
public record AccessProperties(
        @DefaultValue("OPT_IN") DefaultPolicy defaultPolicy,
        @DefaultValue("64MB") DataSize maxBody,
        @DefaultValue("10000") int maxEntries,
        @DefaultValue("1000") int maxPage,
        @DefaultValue("50") int defaultPage,
        @DefaultValue("10000") int maxHistory,
        @DefaultValue("5000") int maxCandidates,
        @DefaultValue("100") int maxIds,
        @DefaultValue("1h") Duration pageLinkLife,
        @DefaultValue("120") int explanationsPerMinute,
        @DefaultValue("100000") int verifiedRows) {}
