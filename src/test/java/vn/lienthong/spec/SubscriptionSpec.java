package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.lienthong.spec.ListeningPost.until;
import static vn.lienthong.spec.Samples.consent;
import static vn.lienthong.spec.Samples.fresh;
import static vn.lienthong.spec.Samples.newCccd;
import static vn.lienthong.spec.Samples.observation;
import static vn.lienthong.spec.Samples.patient;
import static vn.lienthong.spec.Samples.put;
import static vn.lienthong.spec.Samples.transaction;
import static vn.lienthong.spec.Samples.withdrawn;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.lienthong.demo.Postgres;

/**
 * Systems of facilities are told what changed: by keys alone, at least once, and only what they may see at that moment.
 *
 * @see <a href="https://hl7.org/fhir/uv/subscriptions-backport/STU1.1/">Subscriptions R5 Backport</a>
 */
@ExtendWith(RunningNodes.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SubscriptionSpec {

    private static final String TOPICS = "https://lienthong.vn/fhir/SubscriptionTopic/";
    private static final String BACKPORT =
            "http://hl7.org/fhir/uv/subscriptions-backport/StructureDefinition/backport-";

    private final ExchangeNode node;
    private final ReferralWorld world;
    private final Caller station;
    private final Caller hospital;
    private final Caller other;
    private final List<String> made = new ArrayList<>();
    private ListeningPost post = new ListeningPost();
    private String patient = "";

    SubscriptionSpec(ExchangeNode node) {
        this.node = node;
        world = new ReferralWorld(node);
        station = node.facility("22066");
        hospital = node.facility("22001");
        other = node.facility("22002");
    }

    @AfterEach
    void subscriptions_are_gone() {
        made.forEach(id -> {
            for (Caller facility : List.of(hospital, station, other)) {
                facility.deletes("Subscription/" + id);
            }
        });
        made.clear();
        post.close();
        post = new ListeningPost();
    }

    private String subscription(String id, String topic, String... filters) {
        var criteria = new StringBuilder();
        for (String filter : filters) {
            criteria.append(criteria.isEmpty() ? "" : ",")
                    .append("{\"url\":\"%sfilter-criteria\",\"valueString\":\"%s\"}".formatted(BACKPORT, filter));
        }
        String extensions = criteria.isEmpty() ? "" : "\"_criteria\":{\"extension\":[" + criteria + "]},";
        return """
                {"resourceType":"Subscription","id":"%s","status":"requested","reason":"Hàng chờ hội chẩn",
                 "criteria":"%s",%s
                 "channel":{"type":"rest-hook","endpoint":"%s","payload":"application/fhir+json",
                  "header":["Authorization: Bearer s3cret"]}}""".formatted(id, TOPICS + topic, extensions, post.url());
    }

    /** One that is active. */
    private String subscribes(Caller facility, String topic, String... filters) {
        return subscribes(facility, json -> json, topic, filters);
    }

    private String subscribes(Caller facility, UnaryOperator<String> changed, String topic, String... filters) {
        String id = fresh("subscription");
        made.add(id);
        facility.updates(changed.apply(subscription(id, topic, filters))).is(201);
        until("it is active", () -> status(facility, id).equals("active"));
        return id;
    }

    private static String status(Caller facility, String id) {
        return facility.gets("Subscription/" + id).is(200).at("/status");
    }

    /** Registered with the commune and with the hospital, as one person. */
    private String personOfBoth() {
        String cccd = newCccd();
        String own = fresh("follower");
        patient = fresh("followed");
        station.posts(transaction(put(patient(patient, cccd)))).is(200);
        hospital.posts(transaction(put(patient(own, cccd)))).is(200);
        return own;
    }

    private String observes() {
        String id = fresh("observed");
        station.updates(observation(id, "Patient/" + patient, "2345-7", "2026-05-01", "5.5"))
                .is(201);
        return id;
    }

    private boolean wasTold(String id) {
        return post.told().stream().anyMatch(reference -> reference.endsWith("/" + id));
    }

    private String granted() {
        String id = fresh("grant");
        node.account("registrar-22066")
                .updates(Samples.witnessed(
                        consent(id, "Patient/" + patient, "permit", "Organization/facility-22001"),
                        "Patient/" + patient))
                .is(201);
        return id;
    }

    private void withdraws(String consent) {
        var registrar = node.account("registrar-22066");
        registrar
                .updates(withdrawn(registrar.gets("Consent/" + consent).json()))
                .is(200);
    }

    @Test
    void a_handshake_makes_it_active_and_its_secret_is_told_to_the_endpoint_alone() {
        String id = subscribes(hospital, "referral");
        var handshake = post.all().getFirst();
        assertThat(handshake.type()).isEqualTo("handshake");
        assertThat(handshake.parameter("status")).isEqualTo("requested");
        assertThat(handshake.parameter("topic")).isEqualTo(TOPICS + "referral");
        assertThat(handshake.parameter("subscription")).endsWith("/fhir/Subscription/" + id);
        assertThat(handshake.authorization()).isEqualTo("Bearer s3cret");
        assertThat(handshake.contentType()).isEqualTo("application/fhir+json");
        var stored = hospital.gets("Subscription/" + id).is(200);
        assertThat(stored.at("/channel/header/0")).isEqualTo("Authorization: ***");
        assertThat(stored.at("/end")).startsWith("202");
        assertThat(hospital.gets("Subscription/" + id + "/_history").text()).doesNotContain("s3cret");
        other.gets("Subscription/" + id).is(404);
        node.account("clinician-22001").gets("Subscription/" + id).is(403);
    }

    @Test
    void a_desk_is_told_of_its_cases_and_of_no_others() {
        subscribes(hospital, "referral");
        String task = world.submitted(world.newCase("routine"));
        until("the case is told", () -> wasTold(task));
        var told = post.ofType("event-notification").stream()
                .filter(each -> each.text().contains(task))
                .findFirst()
                .orElseThrow();
        assertThat(told.bundle().path("type").asText()).isEqualTo("history");
        assertThat(told.bundle().path("entry"))
                .filteredOn(entry -> entry.path("fullUrl").asText().endsWith("/" + task))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.at("/request/method").asText()).isEqualTo("POST");
                    assertThat(entry.has("resource")).isFalse();
                });
        assertThat(told.text()).doesNotContain("Nguyễn", "Đau ngực", "Patient/");
        String elsewhere = world.commune
                .creates(ReferralWorld.task(world.newCase("routine"), "22002", "submitted"))
                .is(201)
                .id();
        world.moves(world.desk, task, "received").is(200);
        until("the move is told", () -> timesTold(task) == 2);
        assertThat(wasTold(elsewhere)).isFalse();
        assertThat(post.numbers()).isEqualTo(numbersUpTo(post.numbers().size()));
    }

    /** Cases of other specifications move by their clocks meanwhile, so only the own ones are counted. */
    private long timesTold(String id) {
        return post.told().stream().filter(each -> each.endsWith("/" + id)).count();
    }

    @Test
    void records_of_ones_own_people_are_followed_as_far_as_their_decisions_let_see() {
        personOfBoth();
        subscribes(hospital, "record-change");
        String hidden = observes();
        String before = markerOfOwn();
        until("what came before the grant was dealt with", () -> wasTold(before));
        String grant = granted();
        String seen = observes();
        until("what is seen is told", () -> wasTold(seen));
        assertThat(wasTold(hidden)).isFalse();
        withdraws(grant);
        String again = observes();
        String marker = markerOfOwn();
        until("the marker is told", () -> wasTold(marker));
        assertThat(wasTold(again)).isFalse();
        assertThat(post.numbers())
                .as("no gap where something is hidden")
                .isEqualTo(numbersUpTo(post.numbers().size()));
    }

    private static List<String> numbersUpTo(int count) {
        return java.util.stream.IntStream.rangeClosed(1, count)
                .mapToObj(Integer::toString)
                .toList();
    }

    /** Something later that the hospital sees in any case: what comes before it in the feed was dealt with. */
    private String markerOfOwn() {
        String own = fresh("marker");
        hospital.posts(transaction(put(patient(own, newCccd())))).is(200);
        return own;
    }

    @Test
    void a_withdrawal_holds_for_what_was_noted_and_is_not_sent_yet() {
        personOfBoth();
        String grant = granted();
        String id = subscribes(hospital, "record-change");
        post.answers(503);
        String noted = observes();
        until("it was tried", () -> wasTold(noted));
        String later = observes();
        withdraws(grant);
        post.answers(200);
        String marker = markerOfOwn();
        until(
                "the marker is told",
                () -> wasTold(marker) && status(hospital, id).equals("active"));
        assertThat(wasTold(later)).isFalse();
        assertThat(hospital.gets("Subscription/" + id + "/$events").is(200).text())
                .contains(marker)
                .doesNotContain(noted, later);
    }

    @Test
    void nobody_follows_people_who_are_not_registered_with_them_unless_they_name_them() {
        patient = fresh("stranger");
        station.posts(transaction(put(patient(patient, newCccd())))).is(200);
        granted();
        subscribes(hospital, "record-change");
        String unfollowed = observes();
        String marker = markerOfOwn();
        until("the marker is told", () -> wasTold(marker));
        assertThat(wasTold(unfollowed)).isFalse();
        subscribes(hospital, "record-change", "Observation?patient=Patient/" + patient + "&code=2345-7");
        String followed = observes();
        until("who is named is followed", () -> wasTold(followed));
    }

    @Test
    void filters_hold_what_is_told_against_what_the_resource_says() {
        patient = fresh("filtered");
        hospital.posts(transaction(put(patient(patient, newCccd())))).is(200);
        subscribes(
                hospital,
                "record-change",
                "Observation?patient=Patient/" + patient + "&code=http://loinc.org|8867-4",
                "Condition?patient=Patient/" + patient);
        String wrong = fresh("glucose");
        String right = fresh("pulse");
        hospital.updates(observation(wrong, "Patient/" + patient, "2345-7", "2026-05-01", "5.5"))
                .is(201);
        hospital.updates(observation(right, "Patient/" + patient, "8867-4", "2026-05-01", "72"))
                .is(201);
        String diagnosis = fresh("diagnosis");
        hospital.updates(Samples.condition(diagnosis, "Patient/" + patient, "I10"))
                .is(201);
        until("what fits is told", () -> wasTold(right) && wasTold(diagnosis));
        hospital.deletes("Observation/" + right).is(204);
        until("a deletion is told", () -> timesTold(right) == 2);
        assertThat(wasTold(wrong)).isFalse();
        assertThat(post.ofType("event-notification")
                        .getLast()
                        .bundle()
                        .at("/entry/1/request/method")
                        .asText())
                .isEqualTo("DELETE");
    }

    @Test
    void an_endpoint_that_fails_is_tried_again_and_then_left_until_it_answers() {
        patient = fresh("failing");
        hospital.posts(transaction(put(patient(patient, newCccd())))).is(200);
        String id = subscribes(hospital, "record-change", "Observation?patient=Patient/" + patient);
        post.answers(500);
        String lost = fresh("lost");
        hospital.updates(observation(lost, "Patient/" + patient, "8867-4", "2026-05-01", "72"))
                .is(201);
        until("it is given up", () -> status(hospital, id).equals("error"));
        assertThat(post.told()).hasSize(3);
        assertThat(hospital.gets("Subscription/" + id).at("/error")).isEqualTo("The endpoint answered 500.");
        String meanwhile = fresh("meanwhile");
        hospital.updates(observation(meanwhile, "Patient/" + patient, "8867-4", "2026-05-02", "73"))
                .is(201);
        post.answers(200);
        until("it answers again", () -> status(hospital, id).equals("active"));
        until("what came meanwhile is told", () -> wasTold(meanwhile));
        assertThat(hospital.gets("Subscription/" + id).json().has("error")).isFalse();
        assertThat(timesTold(lost)).isEqualTo(3);
        assertThat(hospital.sendsTo("POST", "Subscription/" + id + "/$replay", "")
                        .is(200)
                        .at("/parameter/0/valueUnsignedInt"))
                .isEqualTo("1");
        until("the dead letter is told", () -> timesTold(lost) == 4);
        assertThat(post.numbers().getLast()).isEqualTo("1");
    }

    @Test
    void events_can_be_asked_for_and_told_again_from_a_number_on() {
        patient = fresh("asked");
        hospital.posts(transaction(put(patient(patient, newCccd())))).is(200);
        String id = subscribes(hospital, "record-change", "Observation?patient=Patient/" + patient);
        var observed = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            String one = fresh("counted");
            observed.add(one);
            hospital.updates(observation(one, "Patient/" + patient, "8867-4", "2026-05-01", "7" + i))
                    .is(201);
            until("it is told", () -> wasTold(one));
        }
        var events = hospital.gets("Subscription/" + id + "/$events?eventsSinceNumber=2")
                .is(200);
        assertThat(events.text()).contains(observed.get(1), observed.get(2)).doesNotContain(observed.getFirst());
        assertThat(hospital.gets("Subscription/" + id + "/$events?eventsUntilNumber=1&content=empty")
                        .is(200)
                        .text())
                .doesNotContain(observed.getFirst());
        var state = hospital.gets("Subscription/" + id + "/$status").is(200);
        assertThat(state.at("/type")).isEqualTo("searchset");
        assertThat(state.text()).contains("\"query-status\"", "\"active\"", "\"3\"");
        for (String operation : List.of("$status", "$events")) {
            other.gets("Subscription/" + id + "/" + operation).is(404);
        }
        other.sendsTo("POST", "Subscription/" + id + "/$replay", "").is(404);
        hospital.sendsTo("POST", "Subscription/" + id + "/$replay", """
                {"resourceType":"Parameters","parameter":[{"name":"eventsSinceNumber","valueString":"2"}]}""").is(200);
        until("two are told again", () -> post.told().size() == 5);
        assertThat(post.numbers()).containsExactly("1", "2", "3", "2", "3");
        hospital.gets("Subscription/" + id + "/$events?eventsSinceNumber=x")
                .refuses(400, "value", "`eventsSinceNumber`");
        hospital.gets("Subscription/" + id + "/$events?since=1").refuses(400, "value", "`since`");
        hospital.gets("Subscription/" + id + "/$events?content=full-resource").refuses(400, "value", "`content`");
    }

    @Test
    void it_can_be_switched_off_changed_and_deleted() {
        String id = subscribes(hospital, "referral");
        var json = (ObjectNode) hospital.gets("Subscription/" + id).json();
        hospital.updates(json.deepCopy().put("status", "off").toString()).is(200);
        assertThat(status(hospital, id)).isEqualTo("off");
        hospital.sendsTo("POST", "Subscription/" + id + "/$replay", "").refuses(409, "conflict", "`off`");
        String task = world.submitted(world.newCase("routine"));
        // The secret that was not sent again is still known.
        hospital.updates(json.deepCopy().put("status", "requested").toString()).is(200);
        until("it is active again", () -> status(hospital, id).equals("active"));
        assertThat(post.ofType("handshake"))
                .extracting(ListeningPost.Received::authorization)
                .containsExactly("Bearer s3cret", "Bearer s3cret");
        world.moves(world.desk, task, "received").is(200);
        until("it tells again", () -> wasTold(task));
        other.updates(subscription(id, "referral")).is(409);
        hospital.deletes("Subscription/" + id).is(204);
        hospital.gets("Subscription/" + id).is(410);
        hospital.gets("Subscription/" + id + "/$events").is(410);
    }

    @Test
    void silence_is_broken_by_heartbeats_and_ends_are_kept() {
        subscribes(
                hospital,
                json -> json.replace("\"type\":\"rest-hook\"", extension("heartbeat-period", "valueUnsignedInt", 60)),
                "referral");
        executes("UPDATE subscription SET told = told - interval '2 minutes', next_step = now()");
        until("a heartbeat comes", () -> !post.ofType("heartbeat").isEmpty());
        assertThat(post.ofType("heartbeat").getFirst().events("event-number")).isEmpty();
        String ending = subscribes(hospital, "referral");
        executes("UPDATE subscription SET ends = now(), next_step = now() WHERE id = '" + ending + "'");
        until("it ends", () -> status(hospital, ending).equals("off"));
    }

    @Test
    void several_changes_come_in_one_notification_up_to_the_number_that_was_asked_for() {
        patient = fresh("many");
        hospital.posts(transaction(put(patient(patient, newCccd())))).is(200);
        subscribes(
                hospital,
                json -> json.replace("\"type\":\"rest-hook\"", extension("max-count", "valuePositiveInt", 4)),
                "record-change",
                "Observation?patient=Patient/" + patient);
        var entries = new ArrayList<String>();
        for (int i = 0; i < 10; i++) {
            entries.add(put(observation(fresh("one"), "Patient/" + patient, "8867-4", "2026-05-01", "7" + i)));
        }
        hospital.posts(transaction(entries.toArray(String[]::new))).is(200);
        until("all are told", () -> post.told().size() == 10);
        assertThat(post.ofType("event-notification"))
                .extracting(each -> each.events("focus").size())
                .containsExactly(4, 4, 2);
        assertThat(post.numbers()).isEqualTo(numbersUpTo(10));
    }

    @Test
    void nothing_is_lost_when_a_node_dies_while_it_tells() {
        patient = fresh("killed");
        hospital.posts(transaction(put(patient(patient, newCccd())))).is(200);
        String id = subscribes(
                hospital,
                json -> json.replace("\"type\":\"rest-hook\"", extension("max-count", "valuePositiveInt", 1)),
                "record-change",
                "Observation?patient=Patient/" + patient);
        var observed = new ArrayList<String>();
        for (int i = 0; i < 20; i++) {
            observed.add(fresh("told"));
        }
        try (var dying = node.another()) {
            post.takesItsTime(Duration.ofMillis(100));
            hospital.posts(transaction(observed.stream()
                            .map(one -> put(observation(one, "Patient/" + patient, "8867-4", "2026-05-01", "72")))
                            .toArray(String[]::new)))
                    .is(200);
            until("some are told", () -> post.told().size() > 5);
            dying.kill();
            until("all are told", () -> observed.stream().allMatch(this::wasTold));
        }
        executes("UPDATE subscription SET leased_until = now() + interval '1 second' WHERE id = '" + id + "'");
        String last = fresh("last");
        hospital.updates(observation(last, "Patient/" + patient, "8867-4", "2026-05-02", "73"))
                .is(201);
        until("what a dead node had taken is told by another", () -> wasTold(last));
    }

    private static String extension(String name, String type, int value) {
        return "\"extension\":[{\"url\":\"%s%s\",\"%s\":%d}],\"type\":\"rest-hook\""
                .formatted(BACKPORT, name, type, value);
    }

    private void executes(String statement) {
        var url = node.keycloak().postgres().url(Postgres.DATABASE);
        try (var connection = DriverManager.getConnection(url, Postgres.OWNER, Postgres.PASSWORD);
                var sql = connection.createStatement()) {
            assertThat(sql.executeUpdate(statement)).isPositive();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TOPIC | Task?status=requested | value | Subscription.criteria | `criteria` is a topic",
                "rest-hook | email | not-supported | Subscription.channel.type | `rest-hook`",
                "ENDPOINT | http://example.org/x | value | Subscription.channel.endpoint | called by `https`",
                "ENDPOINT | https://10.1.2.3/x | value | Subscription.channel.endpoint | inside a network",
                "ENDPOINT | https://[fd00::1]/x | value | Subscription.channel.endpoint | inside a network",
                "ENDPOINT | https://169.254.169.254/latest | value | Subscription.channel.endpoint | inside a network",
                "ENDPOINT | https://user@example.org/x | value | Subscription.channel.endpoint | such as `https://",
                "ENDPOINT | no address | value | Subscription.channel.endpoint | is no address",
                "application/fhir+json | text/plain | not-supported | Subscription.channel.payload | `application/fhir+json`",
                "Authorization: Bearer s3cret | Host: evil.example.org | value | Subscription.channel.header | name with a value",
                "Authorization: Bearer s3cret | Authorization: *** | value | Subscription.channel.header | none is known"
            })
    void what_would_not_be_done_as_asked_is_refused(
            String part, String instead, String code, String place, String words) {
        var wrong = subscription(fresh("wrong"), "referral")
                .replace(
                        part.equals("TOPIC") ? TOPICS + "referral" : part.equals("ENDPOINT") ? post.url() : part,
                        instead);
        hospital.updates(wrong).refuses(422, code, place, words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "record-change | Nonsense?code=x | is no filter of this topic",
                "referral | Observation?code=x | is no filter of this topic",
                "record-change | Observation?_has:x:y:z=1 | cannot stand in a filter",
                "record-change | Observation?nonsense=1 | `nonsense`",
                "record-change | Resource?code=1 | takes `patient` alone",
                "record-change | Observation?patient=Patient/nobody-at-all | `Patient/nobody-at-all` is not known here"
            })
    void filters_that_cannot_be_understood_are_refused(String topic, String filter, String words) {
        var answer =
                hospital.updates(subscription(fresh("wrong"), topic, filter)).is(422);
        assertThat(answer.at("/issue/0/expression/0")).isEqualTo("Subscription.criteria.extension");
        assertThat(answer.at("/issue/0/diagnostics")).contains(words);
    }

    @Test
    void who_may_not_be_known_cannot_be_followed() {
        String own = fresh("unknown");
        station.posts(transaction(put(patient(own, newCccd())))).is(200);
        var hidden = hospital.updates(subscription(fresh("wrong"), "record-change", "Resource?patient=Patient/" + own));
        var absent = hospital.updates(
                subscription(fresh("wrong"), "record-change", "Resource?patient=Patient/" + own + "x"));
        assertThat(hidden.is(422).text().replace(own, "*"))
                .isEqualTo(absent.is(422).text().replace(own + "x", "*"));
    }

    @Test
    void people_do_not_subscribe_and_contents_are_not_sent() {
        for (String account : List.of("clinician-22001", "coordinator-22001", "operator")) {
            node.account(account).updates(subscription(fresh("no"), "referral")).is(403);
        }
        var full = content("full-resource").apply(subscription(fresh("full"), "referral"));
        hospital.updates(full).refuses(422, "not-supported", "no health data");
        String id = subscribes(hospital, content("empty"), "referral");
        String task = world.submitted(world.newCase("routine"));
        until("something is told", () -> !post.numbers().isEmpty());
        assertThat(post.all()).allSatisfy(each -> assertThat(each.text()).doesNotContain(task));
        assertThat(post.ofType("event-notification").getFirst().bundle().path("entry"))
                .hasSize(1);
        assertThat(status(hospital, id)).isEqualTo("active");
    }

    private static UnaryOperator<String> content(String code) {
        return json -> json.replace(
                "\"payload\":\"application/fhir+json\"",
                "\"payload\":\"application/fhir+json\",\"_payload\":{\"extension\":[{\"url\":\"%spayload-content\",\"valueCode\":\"%s\"}]}"
                        .formatted(BACKPORT, code));
    }

    @Test
    void what_is_told_is_on_record() {
        personOfBoth();
        granted();
        String id = subscribes(hospital, "record-change", "Observation?patient=Patient/" + patient);
        String observed = observes();
        until("it is told", () -> wasTold(observed));
        var audit = node.account("auditor")
                .gets("AuditEvent?patient=Patient/" + patient + "&_count=50")
                .is(200);
        assertThat(audit.text()).contains("\"notify\"", "Subscription/" + id);
    }
}
