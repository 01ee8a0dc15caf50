package vn.lienthong.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.ExchangeProperties;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.Sealing;

/**
 * Page links: they carry the query and the place of the last row, never rows, so nothing is kept between pages and each
 * page is decided anew.
 *
 * <p>Sealed with AES-GCM: a changed link is refused, and the names or numbers that a query may hold stay unreadable in
 * logs of proxies.
 */
@Component
class PageLinks {

    /** The parameter that carries the link; no other may stand beside it. */
    static final String PARAMETER = "_page";

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /**
     * @param scope what the link belongs to, such as a type or an operation with its patient
     * @param place where the next page begins, as the reader of the scope wrote it
     * @param expires seconds since 1970
     */
    record Page(String scope, Map<String, List<String>> parameters, String place, long expires) {}

    private final Sealing sealing;
    private final Duration life;

    PageLinks(ExchangeProperties exchange, AccessProperties access) {
        this.sealing = new Sealing("page-link", exchange);
        this.life = access.pageLinkLife();
    }

    String seal(String scope, Map<String, List<String>> parameters, String place, Instant now) {
        try {
            var plain = JSON.writeValueAsBytes(
                    new Page(scope, parameters, place, now.plus(life).getEpochSecond()));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(sealing.seal(plain));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A page link cannot be made", e);
        }
    }

    Page open(String token, String scope, Instant now) {
        var page = read(token);
        if (!page.scope().equals(scope)) {
            throw refused("This page link belongs to another search.");
        }
        if (now.getEpochSecond() > page.expires()) {
            throw refused("This page link has expired.");
        }
        return page;
    }

    private Page read(String token) {
        try {
            var bytes = Base64.getUrlDecoder().decode(token);
            var plain = sealing.open(bytes).orElseThrow(PageLinks::changed);
            return JSON.readValue(plain, Page.class);
        } catch (IllegalArgumentException | java.io.IOException e) {
            throw changed();
        }
    }

    private static ExchangeException changed() {
        return refused("This page link was changed or was not made by this exchange.");
    }

    private static ExchangeException refused(String what) {
        return Issue.malformed(
                "value",
                null,
                what
                        + " Parameter `_page`: follow a link of a Bundle unchanged, such as its `next`, or search anew without `_page`, for example with `_count=50`.");
    }
}
