package vn.lienthong.access;

import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import vn.lienthong.access.OperationDoor.Call;
import vn.lienthong.shared.Interaction;

/** Lets a feature answer with counts of what it keeps: role and scope first, on record before the answer. */
@Component
public class Counting {

    private final OperationDoor door;

    Counting(OperationDoor door) {
        this.door = door;
    }

    /**
     * @param type that the operation belongs to, and that role and scope are asked for
     * @param work reads no records; what it refuses is on record as refused
     */
    public <T> T count(AccessRequest request, String type, Supplier<T> work) {
        var call = new Call(request, Interaction.OPERATION, type, Optional.empty());
        return door.run(call, () -> {
            var counted = work.get();
            door.succeeded(call, Optional.empty(), Optional.empty(), "");
            return counted;
        });
    }
}
