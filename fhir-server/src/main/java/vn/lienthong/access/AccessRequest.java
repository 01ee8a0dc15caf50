package vn.lienthong.access;

import java.time.Instant;
import java.util.Optional;
import vn.lienthong.security.Caller;

/**
 * One request as the pipeline sees it.
 *
 * @param now the one moment at which everything of this request is decided
 * @param query what was asked, as the audit keeps it: path and parameters
 */
public record AccessRequest(
        Caller caller, Instant now, String requestId, Optional<String> networkAddress, String query) {}
