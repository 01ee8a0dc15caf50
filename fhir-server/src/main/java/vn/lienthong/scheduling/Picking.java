package vn.lienthong.scheduling;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import vn.lienthong.access.AppointmentDoor;
import vn.lienthong.access.Kept;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.FacilityCode;
import vn.lienthong.shared.ResourceKey;

/** Takes slots in hand that somebody wants to have, or says why they cannot be had. */
@Component
class Picking {

    private static final String SLOT = GivenParameters.place("slot");

    private final AppointmentDoor door;
    private final Bookings bookings;
    private final SchedulingProperties properties;

    Picking(AppointmentDoor door, Bookings bookings, SchedulingProperties properties) {
        this.door = door;
        this.bookings = bookings;
        this.properties = properties;
    }

    /** A Slot that can be had, with its Schedule. */
    record Picked(Place place, Kept slot, Kept schedule) {

        String facility() {
            return slot.custodian();
        }
    }

    /** Slots of one Appointment, the first as it was named first; nobody else can take them until the transaction ends. */
    record Pick(List<Picked> slots) {

        /** The time that they have in common. */
        Instant start() {
            return slots.stream()
                    .map(picked -> picked.place().start())
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }

        Instant end() {
            return slots.stream()
                    .map(picked -> picked.place().end())
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
        }

        List<Place> places() {
            return slots.stream().map(Picked::place).toList();
        }
    }

    /**
     * @param facility whose slots they must be, when the caller says so
     * @param given slots that the caller gives back for them, locked along
     */
    Pick pick(List<ResourceKey> named, Optional<String> facility, Collection<ResourceKey> given, Instant now) {
        if (named.size() > properties.maxSlots()) {
            throw SchedulingProblem.TOO_MANY_SLOTS.at(SLOT, properties.maxSlots());
        }
        var schedules = places(named).stream().map(Place::schedule).toList();
        var keys = new TreeSet<>(named);
        keys.addAll(schedules);
        keys.addAll(given);
        door.open(given).values().forEach(slot -> Place.of(slot).ifPresent(place -> keys.add(place.schedule())));
        door.lock(keys);
        var held = door.open(keys);
        var picked = named.stream().map(key -> picked(key, held)).toList();
        check(picked, facility, now);
        var pick = new Pick(picked);
        var over = bookings.takeOver(pick.places(), now);
        for (var one : picked) {
            var status = one.place().status();
            boolean free = status.equals("free")
                    || given.contains(one.place().slot())
                    || (status.equals("busy-tentative")
                            && over.contains(one.place().slot().id()));
            if (!free) {
                throw SchedulingProblem.SLOT_TAKEN.at(SLOT, one.place().slot());
            }
        }
        return pick;
    }

    /** As they are before anything is locked: a Slot's Schedule is known by the Slot alone. */
    private List<Place> places(List<ResourceKey> named) {
        var slots = door.open(named);
        var places = new ArrayList<Place>(named.size());
        for (var key : named) {
            var slot = slots.get(key);
            if (slot == null) {
                throw SchedulingProblem.NOT_KNOWN.at(SLOT, key);
            }
            places.add(Place.of(slot).orElseThrow(() -> ofNobody(key)));
        }
        return places;
    }

    private static Picked picked(ResourceKey key, Map<ResourceKey, Kept> held) {
        var slot = held.get(key);
        if (slot == null) {
            throw SchedulingProblem.NOT_KNOWN.at(SLOT, key);
        }
        var place = Place.of(slot).orElseThrow(() -> ofNobody(key));
        var schedule = held.get(place.schedule());
        if (schedule == null || !schedule.custodian().equals(slot.custodian()) || !isFacility(slot.custodian())) {
            throw ofNobody(key);
        }
        if (!schedule.json().path("active").asBoolean(true)) {
            throw SchedulingProblem.SCHEDULE_INACTIVE.at(SLOT, key);
        }
        return new Picked(place, slot, schedule);
    }

    /** The operator keeps the directory, and sees no patients. */
    private static boolean isFacility(String custodian) {
        return FacilityCode.parse(custodian).isPresent();
    }

    private static ExchangeException ofNobody(ResourceKey slot) {
        return SchedulingProblem.SLOT_OF_NOBODY.at(SLOT, slot);
    }

    private static void check(List<Picked> picked, Optional<String> facility, Instant now) {
        var schedules = new HashSet<ResourceKey>();
        for (var one : picked) {
            var slot = one.place().slot();
            if (facility.isPresent() && !facility.get().equals(one.facility())) {
                throw SchedulingProblem.SLOT_OF_ANOTHER_FACILITY.at(SLOT, slot, facility.get());
            }
            if (!schedules.add(one.place().schedule())) {
                throw SchedulingProblem.SAME_SCHEDULE.at(SLOT, slot);
            }
            if (!one.place().start().isAfter(now)) {
                throw SchedulingProblem.SLOT_PAST.at(SLOT, slot);
            }
        }
        var pick = new Pick(picked);
        if (!pick.start().isBefore(pick.end())) {
            throw SchedulingProblem.NO_COMMON_TIME.at(SLOT);
        }
    }
}
