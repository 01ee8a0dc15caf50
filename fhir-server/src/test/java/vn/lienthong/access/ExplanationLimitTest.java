package vn.lienthong.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import vn.lienthong.consent.DefaultPolicy;
import vn.lienthong.security.Caller;
import vn.lienthong.security.PurposeOfUse;
import vn.lienthong.security.Role;
import vn.lienthong.security.Scopes;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Issue;

@DisplayName("Explanations")
class ExplanationLimitTest {

    private static final int MOST = 3;

    private final ExplanationLimit limit = new ExplanationLimit(new AccessProperties(
            DefaultPolicy.OPT_IN, DataSize.ofMegabytes(1), 10, 10, 10, 10, 10, 10, Duration.ofHours(1), MOST, 10));

    @Test
    @DisplayName("are given to one account so often in a minute, whatever others ask")
    void limited() {
        for (int i = 0; i < MOST; i++) {
            limit.check(request("a"));
        }
        assertThatThrownBy(() -> limit.check(request("a")))
                .isInstanceOfSatisfying(
                        ExchangeException.class,
                        refused -> assertThat(refused.issue()).isInstanceOf(Issue.TooMany.class));
        limit.check(request("b"));
    }

    private static AccessRequest request(String account) {
        var caller = new Caller(
                account,
                account,
                Set.of(Role.PATIENT),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Scopes.parse("patient/*.rs"),
                PurposeOfUse.PATRQT,
                "test",
                "",
                Instant.MAX);
        return new AccessRequest(caller, Instant.EPOCH, "r", Optional.empty(), "");
    }
}
