package vn.lienthong.access;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of how decisions are recorded.
 *
 * @param maxProvisions most provisions of one Consent, nested ones counted
 * @param maxDepth how deep provisions may nest
 * @param majority age at which parents no longer act for a child: 18, Bộ luật Dân sự 2015, Điều 20 and 136
 * @param ownData age from which what is labelled sensitive is withheld from who acts for a minor: 15, as the HIV law
 *     lets a person of that age ask for a test alone (Luật 71/2020/QH14, amending Điều 27)
 * @param childAgrees age from which a child agrees to a grant beside its representative: 7, Luật 91/2025/QH15
 */
@ConfigurationProperties("lienthong.decisions")
public record DecisionProperties(
        @DefaultValue("200") int maxProvisions,
        @DefaultValue("10") int maxDepth,
        @DefaultValue("18") int majority,
        @DefaultValue("15") int ownData,
        @DefaultValue("7") int childAgrees) {}
