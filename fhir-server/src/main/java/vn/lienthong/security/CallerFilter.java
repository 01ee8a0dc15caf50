package vn.lienthong.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Hands the caller on as an attribute of the request, with the purpose that the request declares. */
final class CallerFilter extends OncePerRequestFilter {

    static final String PURPOSE_HEADER = "X-Purpose-Of-Use";

    private final RefusedRequests refused;

    CallerFilter(RefusedRequests refused) {
        this.refused = refused;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication authentication) {
            Caller caller = authentication.caller();
            String declared = request.getHeader(PURPOSE_HEADER);
            if (declared != null) {
                Optional<PurposeOfUse> purpose = permitted(declared, caller);
                if (purpose.isEmpty()) {
                    refused.purpose(response);
                    return;
                }
                caller = caller.withPurposeOfUse(purpose.get());
            }
            CallerSource.handOn(request, caller);
        }
        chain.doFilter(request, response);
    }

    private static Optional<PurposeOfUse> permitted(String declared, Caller caller) {
        return PurposeOfUse.ofCode(declared)
                .filter(purpose -> purpose == caller.purposeOfUse() || purpose.isOpenTo(caller.roles()));
    }
}
