package vn.lienthong.summary;

import java.time.Instant;
import vn.lienthong.shared.ResourceKey;

/**
 * What is given to a summary beside the record: nothing in it is drawn or read from a clock.
 *
 * @param id of the Composition, a UUID
 * @param subject the registration that was named
 * @param confidentiality the highest of all that is in it: {@code N}, {@code R} or {@code V}
 */
public record SummaryHead(
        String id, Instant made, ResourceKey subject, String confidentiality, SummaryLanguage language) {}
