package vn.lienthong.scheduling;

import java.security.SecureRandom;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Addresses at which people meet by video. A room is as long as it is talked in: nobody has to make it before. */
@Component
class VideoRooms {

    /** Small letters and digits that are not taken for each other when they are read out. */
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    /** 32 of 31 letters are 158 bits: nobody comes upon a room by trying. */
    private static final int LENGTH = 32;

    private final SecureRandom random = new SecureRandom();
    private final String service;

    VideoRooms(SchedulingProperties properties) {
        this.service = properties.video().toString();
    }

    Optional<String> nextIf(boolean wanted) {
        return wanted ? Optional.of(next()) : Optional.empty();
    }

    /** A new one, of the form {@code [service]/lienthong-[room]}, as Jitsi Meet takes it. */
    String next() {
        var room = new StringBuilder(service)
                .append(service.endsWith("/") ? "" : "/")
                .append("lienthong-");
        for (int i = 0; i < LENGTH; i++) {
            room.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return room.toString();
    }
}
