package vn.lienthong.access;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Issue;

/** What a refused call says. */
final class Refusals {

    private Refusals() {}

    static Issue issueOf(ThrowingCallable call) {
        return Objects.requireNonNull(catchThrowableOfType(ExchangeException.class, call), "It was not refused")
                .issue();
    }

    static Issue.Detail detailOf(ThrowingCallable call) {
        return issueOf(call).details().getFirst();
    }
}
