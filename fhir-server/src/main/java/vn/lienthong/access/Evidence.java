package vn.lienthong.access;

import java.util.Optional;
import vn.lienthong.shared.ResourceKey;

/**
 * A paper that somebody signed or an authority issued.
 *
 * @param attached whether its bytes are in the resource
 * @param reference the DocumentReference or Binary that holds it
 */
public record Evidence(boolean attached, Optional<ResourceKey> reference) {

    public static final Evidence NONE = new Evidence(false, Optional.empty());
}
