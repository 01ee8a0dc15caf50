package vn.lienthong.security;

import java.util.Optional;

/**
 * A request was refused because of its token. Nothing of the token is in here: what it says is not verified.
 *
 * @param fault why, as one word of few
 * @param request method and path; parameters could repeat the token
 */
public record RefusedToken(String fault, String request, Optional<String> networkAddress) {}
