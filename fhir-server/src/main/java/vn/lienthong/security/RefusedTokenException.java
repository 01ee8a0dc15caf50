package vn.lienthong.security;

import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/** A token that is not accepted, with the one reason that is told. */
final class RefusedTokenException extends InvalidBearerTokenException {

    private static final long serialVersionUID = 1L;

    private final TokenFault fault;

    RefusedTokenException(TokenFault fault) {
        super(fault.diagnostics());
        this.fault = fault;
    }

    RefusedTokenException(TokenFault fault, Throwable cause) {
        super(fault.diagnostics(), cause);
        this.fault = fault;
    }

    TokenFault fault() {
        return fault;
    }
}
