package vn.lienthong.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A consultation desk with many open cases, of people of its own: what the first page of its worklist costs, and what
 * one move costs from the request until the answer, audit included.
 */
final class Referrals {

    private static final String REFERRER = People.FACILITY;
    private static final String PERFORMER = "22001";
    private static final String CODES = "https://lienthong.vn/fhir/CodeSystem/";

    /** Open cases of one person: more than anybody has, so that deciding about one reads several. */
    private static final int OF_A_PERSON = 5;

    private static final int PEOPLE_OF_A_BUNDLE = 20;
    private static final int PAGE = 50;
    private static final int LARGE_PAGE = 200;

    private final FhirClient client;
    private final Issuer issuer;
    private final Rounds rounds;
    private final int people;
    private final String desk;
    private final ObjectMapper json = new ObjectMapper();
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    Referrals(FhirClient client, Issuer issuer, Rounds rounds, int cases) {
        this.client = client;
        this.issuer = issuer;
        this.rounds = rounds;
        this.people = cases / OF_A_PERSON;
        this.desk = issuer.coordinator(PERFORMER);
    }

    /** @param commit what one durable commit costs */
    List<Line> measure(BareDatabase bare, Latencies commit) {
        for (int first = 0; first < people; first += PEOPLE_OF_A_BUNDLE) {
            var numbers = IntStream.range(first, Math.min(people, first + PEOPLE_OF_A_BUNDLE))
                    .boxed()
                    .toList();
            client.transaction(issuer.facilitySystem(REFERRER), bundle(numbers, this::patient));
            client.transaction(issuer.clinician(REFERRER), bundle(numbers, this::cases));
        }
        var open = open(rounds.most());
        var worklist = rounds.one(_ -> client.length(desk, worklist(PAGE)));
        var rows = rounds.one(_ -> bare.worklist(PERFORMER, PAGE));
        var moves = rounds.one(number -> move(open.get(number)));
        return List.of(
                Line.of(
                                "first page of %d of a worklist of %s open cases, p50"
                                        .formatted(PAGE, Line.number((double) people * OF_A_PERSON)),
                                worklist.p50(),
                                "ms")
                        .spread(worklist.spread())
                        .atMost(30)
                        .limit("JDBC %s ms".formatted(Line.number(rows.p50()))),
                Line.of("move of a case, one client, p50", moves.p50(), "ms")
                        .spread(moves.spread())
                        .atMost(20)
                        .limit("a commit %s ms".formatted(Line.number(commit.p50()))));
    }

    private static String worklist(int count) {
        return "Task?owner=Organization/facility-%s&_count=%d".formatted(PERFORMER, count);
    }

    /** As many as are moved, each read before the clock runs. */
    private List<JsonNode> open(int most) {
        var open = new ArrayList<JsonNode>();
        var page = parsed(client.body(desk, worklist(LARGE_PAGE)));
        while (true) {
            page.path("entry").forEach(entry -> open.add(entry.path("resource")));
            var next = next(page);
            if (open.size() >= most || next.isEmpty()) {
                return open;
            }
            page = parsed(client.body(desk, next.substring(client.base().length() + 1)));
        }
    }

    private static String next(JsonNode page) {
        for (var link : page.path("link")) {
            if (link.path("relation").asText().equals("next")) {
                return link.path("url").asText();
            }
        }
        return "";
    }

    private void move(JsonNode task) {
        var moved = (ObjectNode) task.deepCopy();
        ((ObjectNode) moved.at("/businessStatus/coding/0")).put("code", "received");
        client.put(
                desk,
                "Task/" + task.path("id").asText(),
                task.at("/meta/versionId").asText(),
                moved.toString().getBytes(StandardCharsets.UTF_8));
    }

    private interface Entries {
        String of(int person);
    }

    private static byte[] bundle(List<Integer> people, Entries entries) {
        return people.stream()
                .map(entries::of)
                .collect(Collectors.joining(
                        ",", "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[", "]}"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private String patient(int person) {
        return """
                {"resource":{"resourceType":"Patient","id":"%1$s","name":[{"text":"Người bệnh %2$d"}]},\
                "request":{"method":"PUT","url":"Patient/%1$s"}}""".formatted(id("patient", person), person);
    }

    private String cases(int person) {
        return IntStream.range(person * OF_A_PERSON, (person + 1) * OF_A_PERSON)
                .mapToObj(number -> request(person, number) + "," + task(person, number))
                .collect(Collectors.joining(","));
    }

    private String request(int person, int number) {
        return """
                {"resource":{"resourceType":"ServiceRequest","id":"%1$s","status":"active","intent":"order",\
                "priority":"%2$s","category":[{"coding":[{"system":"%3$sreferral-category","code":"referral"}]}],\
                "subject":{"reference":"Patient/%4$s"},"reasonCode":[{"text":"Đau ngực khi gắng sức"}]},\
                "request":{"method":"PUT","url":"ServiceRequest/%1$s"}}""".formatted(
                        id("request", number), number % 10 == 0 ? "urgent" : "routine", CODES, id("patient", person));
    }

    private String task(int person, int number) {
        return """
                {"resource":{"resourceType":"Task","id":"%1$s","status":"requested","intent":"order",\
                "code":{"coding":[{"system":"%2$sreferral-task","code":"fulfil"}]},\
                "businessStatus":{"coding":[{"system":"%2$sreferral-state","code":"submitted"}]},\
                "focus":{"reference":"ServiceRequest/%3$s"},"for":{"reference":"Patient/%4$s"},\
                "owner":{"reference":"Organization/facility-%5$s"}},\
                "request":{"method":"PUT","url":"Task/%1$s"}}""".formatted(id("task", number), CODES, id("request", number), id("patient", person), PERFORMER);
    }

    private String id(String kind, int number) {
        return "bench-%s-%s-%d".formatted(kind, run, number);
    }

    private JsonNode parsed(byte[] body) {
        try {
            return json.readTree(body);
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }
}
