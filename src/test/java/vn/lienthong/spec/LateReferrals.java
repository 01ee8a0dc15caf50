package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import vn.lienthong.demo.Postgres;

/**
 * Lets the time of single cases pass: the register says when the exchange does something next, and here it says that
 * this is now. What it does, and what is due after that, is up to the exchange.
 */
final class LateReferrals {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final ReferralWorld world;
    private final String database;

    LateReferrals(ReferralWorld world, ExchangeNode node) {
        this.world = world;
        this.database = node.keycloak().postgres().url(Postgres.DATABASE);
    }

    /** Key of the Communication by which the exchange told somebody that time has passed. */
    String told(String taskId, String step) {
        assertThat(named(taskId, step)).isEmpty();
        passes(List.of(taskId));
        return await(() -> named(taskId, step));
    }

    private Optional<String> named(String taskId, String step) {
        for (JsonNode output :
                world.commune.gets("Task/" + taskId).is(200).json().path("output")) {
            if (output.at("/type/coding/0/code").asText().equals(step)) {
                return Optional.of(output.at("/valueReference/reference").asText());
            }
        }
        return Optional.empty();
    }

    /** Step by step. */
    void untilAll(Collection<String> taskIds, String state) {
        String done = await(() -> {
            passes(taskIds);
            return taskIds.stream().allMatch(task -> world.state(task).equals(state))
                    ? Optional.of(state)
                    : Optional.empty();
        });
        assertThat(done).isEqualTo(state);
    }

    private void passes(Collection<String> taskIds) {
        register("next_step = now()", "next_step > now()", taskIds);
    }

    /** The case was sent and taken in so many minutes ago. */
    void minutesAgo(String taskId, int sent, int acknowledged) {
        register(
                "sent = now() - %d * interval '1 minute', acknowledged = now() - %d * interval '1 minute'"
                        .formatted(sent, acknowledged),
                "true",
                List.of(taskId));
    }

    /** Somebody should have acted an hour ago; the exchange does nothing about it for now. */
    void overdue(String taskId) {
        register("due = now() - interval '1 hour', next_step = now() + interval '1 day'", "true", List.of(taskId));
    }

    private void register(String what, String where, Collection<String> taskIds) {
        try (var connection = DriverManager.getConnection(database, Postgres.OWNER, Postgres.PASSWORD);
                var statement = connection.prepareStatement(
                        "UPDATE referral_case SET %s WHERE task_id = ANY (?) AND %s".formatted(what, where))) {
            statement.setArray(1, connection.createArrayOf("text", taskIds.toArray()));
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Answer {
        Optional<String> now();
    }

    private static String await(Answer answer) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            var found = answer.now();
            if (found.isPresent()) {
                return found.get();
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw new AssertionError("The exchange has done nothing about it");
    }
}
