package vn.lienthong.access;

import java.util.HashMap;
import java.util.Map;
import vn.lienthong.security.Caller;
import vn.lienthong.security.Permission;
import vn.lienthong.security.Permissions;
import vn.lienthong.shared.Interaction;

/**
 * Resource types that role and scopes let a caller read. A history or an include meets types that the request did not
 * name, and the {@link Gate} saw only the one that it did. Each type is looked up once a request.
 */
final class ReadableTypes {

    private final Caller caller;
    private final Map<String, Boolean> known = new HashMap<>();

    ReadableTypes(Caller caller) {
        this.caller = caller;
    }

    boolean contains(String type) {
        return known.computeIfAbsent(
                type, key -> Permissions.check(caller, Interaction.READ, key) instanceof Permission.Allowed);
    }
}
