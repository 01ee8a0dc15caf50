package vn.lienthong.referral;

import java.time.Instant;

/** Where a Task stands in a worklist. */
public record Place(int urgency, Instant due, String taskId) {

    static Place parse(String text) {
        var parts = text.split(" ", 3);
        return new Place(Integer.parseInt(parts[0]), Instant.parse(parts[1]), parts[2]);
    }

    @Override
    public String toString() {
        return urgency + " " + due + " " + taskId;
    }
}
