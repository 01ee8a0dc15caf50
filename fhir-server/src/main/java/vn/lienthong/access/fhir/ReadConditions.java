package vn.lienthong.access.fhir;

import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.lienthong.record.RecordRow;

/**
 * <a href="https://hl7.org/fhir/R4/http.html#cread">Conditional read</a>: what the caller has already. As
 * <a href="https://www.rfc-editor.org/rfc/rfc9110#name-precedence-of-preconditions">HTTP</a> says, a version goes before a
 * time, and a time that is none is passed over.
 *
 * @param tags versions that the caller has; {@code *} is any
 */
record ReadConditions(List<String> tags, Optional<Instant> since) {

    static ReadConditions of(HttpServletRequest request) {
        var tags = Collections.list(request.getHeaders(Constants.HEADER_IF_NONE_MATCH)).stream()
                .flatMap(header -> Stream.of(header.split(",", -1)))
                .map(tag -> tag.strip().replaceFirst("^W/", "").replace("\"", ""))
                .toList();
        return new ReadConditions(tags, time(request.getHeader(Constants.HEADER_IF_MODIFIED_SINCE)));
    }

    private static Optional<Instant> time(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header)));
        } catch (DateTimeException notOne) {
            return Optional.empty();
        }
    }

    /** HAPI takes one version alone, falls over a time that is none, and compares times finer than a header tells them. */
    static void hideFromHapi(ServletRequestDetails request) {
        for (var name : List.of(Constants.HEADER_IF_NONE_MATCH, Constants.HEADER_IF_MODIFIED_SINCE)) {
            if (request.getHeader(name) != null) {
                request.setHeaders(name, List.of());
            }
        }
    }

    /** Whether the caller has this version already. */
    boolean metBy(RecordRow row) {
        if (!tags.isEmpty()) {
            return tags.contains("*") || tags.contains(Integer.toString(row.version()));
        }
        return since.filter(time ->
                        !row.lastUpdated().truncatedTo(ChronoUnit.SECONDS).isAfter(time))
                .isPresent();
    }
}
