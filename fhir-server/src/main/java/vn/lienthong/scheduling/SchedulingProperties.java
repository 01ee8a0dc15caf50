package vn.lienthong.scheduling;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of booking.
 *
 * @param hold how long slots are held for somebody who has not confirmed yet
 * @param offer how long a slot that has become free is held for who waited for it
 * @param maxSlots slots that one Appointment takes: people, rooms and devices at once
 * @param rest how long a node waits before it looks again for holds whose time is over; they hold nothing meanwhile
 * @param video the service at which people meet by video; an address and the name of a room behind it make a link
 */
@ConfigurationProperties("lienthong.scheduling")
public record SchedulingProperties(
        @DefaultValue("10m") Duration hold,
        @DefaultValue("2h") Duration offer,
        @DefaultValue("10") int maxSlots,
        @DefaultValue("5s") Duration rest,
        @DefaultValue("https://meet.jit.si/") URI video) {

    public SchedulingProperties {
        if (!hold.isPositive() || !offer.isPositive() || rest.compareTo(Duration.ofSeconds(1)) < 0 || maxSlots < 1) {
            throw new IllegalArgumentException(
                    "`lienthong.scheduling.hold` and `offer` must be positive, `rest` a second or more, `max-slots` 1 or more.");
        }
    }
}
