package vn.lienthong.security;

import jakarta.servlet.ServletRequest;
import java.util.Optional;

/** Hands the caller of a request on: the security filters put it there, and the FHIR edge and the pages take it. */
public final class CallerSource {

    private static final String ATTRIBUTE = Caller.class.getName();

    private CallerSource() {}

    /** The caller of a request; empty only where the public may ask. */
    public static Optional<Caller> callerOf(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Caller caller ? Optional.of(caller) : Optional.empty();
    }

    static void handOn(ServletRequest request, Caller caller) {
        request.setAttribute(ATTRIBUTE, caller);
    }
}
