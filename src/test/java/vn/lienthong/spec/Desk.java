package vn.lienthong.spec;

import static vn.lienthong.spec.Samples.fresh;
import static vn.lienthong.spec.Samples.put;
import static vn.lienthong.spec.Samples.transaction;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A facility's own system that offers slots, and what callers send to have them. */
record Desk(Caller facility) {

    /** One slot of a Schedule of its own. */
    String offers(Instant start) {
        return offers(schedule("Practitioner/" + fresh("practitioner")), start);
    }

    String offers(String schedule, Instant start) {
        return offers(schedule, List.of(start)).getFirst();
    }

    /** Slots of half an hour, as {@code Slot/id}. */
    List<String> offers(String schedule, List<Instant> starts) {
        List<String> ids = new ArrayList<>();
        List<String> entries = new ArrayList<>();
        for (Instant start : starts) {
            String id = fresh("slot");
            ids.add("Slot/" + id);
            entries.add(put(slot(id, schedule, start, "free")));
        }
        facility.posts(transaction(entries.toArray(String[]::new))).is(200);
        return ids;
    }

    static String slot(String id, String schedule, Instant start, String status) {
        return """
                {"resourceType":"Slot","id":"%s","schedule":{"reference":"%s"},"status":"%s","start":"%s","end":"%s",
                 "specialty":[{"coding":[{"system":"http://snomed.info/sct","code":"394579002"}]}]}""".formatted(id, schedule, status, start, start.plus(Duration.ofMinutes(30)));
    }

    /** As {@code Schedule/id}. */
    String schedule(String... actors) {
        String id = fresh("schedule");
        facility.updates("""
                {"resourceType":"Schedule","id":"%s","active":true,"actor":[%s]}""".formatted(
                                id,
                                Stream.of(actors)
                                        .map("{\"reference\":\"%s\"}"::formatted)
                                        .collect(Collectors.joining(","))))
                .is(201);
        return "Schedule/" + id;
    }

    String status(String slot) {
        return facility.gets(slot).is(200).at("/status");
    }

    /** A time that nobody's clock has reached. */
    static Instant tomorrow(int half) {
        return Instant.now().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofMinutes(24 * 60 + 30L * half));
    }

    static Answer hold(Caller caller, String patient, String... slots) {
        return caller.sendsTo("POST", "Appointment/$hold", holding(patient, slots));
    }

    static String holding(String patient, String... slots) {
        return parameters(Stream.concat(
                        Stream.of(reference("patient", patient)),
                        Stream.of(slots).map(slot -> reference("slot", slot)))
                .collect(Collectors.joining(",")));
    }

    static Answer act(Caller caller, String appointment, String operation, String... parameters) {
        return caller.sendsTo(
                "POST", "Appointment/" + appointment + "/$" + operation, parameters(String.join(",", parameters)));
    }

    static Answer cancel(Caller caller, String appointment, String reason) {
        return act(caller, appointment, "cancel", code("reason", reason));
    }

    static String parameters(String parameters) {
        return parameters.isEmpty()
                ? "{\"resourceType\":\"Parameters\"}"
                : "{\"resourceType\":\"Parameters\",\"parameter\":[" + parameters + "]}";
    }

    static String reference(String name, String target) {
        return "{\"name\":\"%s\",\"valueReference\":{\"reference\":\"%s\"}}".formatted(name, target);
    }

    static String code(String name, String code) {
        return "{\"name\":\"%s\",\"valueCode\":\"%s\"}".formatted(name, code);
    }
}
