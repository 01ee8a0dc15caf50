package vn.lienthong.bulk;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * What became of a file, as far as it has been read.
 *
 * @param lines read and dealt with
 * @param touched when that was last said: of a file that runs and has not been touched for long the node is gone
 * @param ended empty while it runs
 */
public record ImportReport(
        String id,
        String userId,
        String facility,
        State state,
        Instant started,
        Instant touched,
        Optional<Instant> ended,
        long lines,
        long created,
        long updated,
        long unchanged,
        long refused) {

    /** How a file ended. */
    public enum State {
        RUNNING,
        COMPLETE,
        /** The connection or the exchange broke off: what was read before is stored. */
        INTERRUPTED,
        /** Too many lines were refused. */
        GIVEN_UP;

        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static State ofCode(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }
}
