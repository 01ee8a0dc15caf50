package vn.lienthong.spec.leak;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Asks both worlds and keeps what differed. */
final class Matrix {

    /** A leak has many symptoms; the first ones say where to look. */
    private static final int TOLD = 12;

    private static final Executor THREAD = Thread::startVirtualThread;

    private final TwoWorlds worlds;
    private final Map<String, List<String>> differing = new HashMap<>();

    Matrix(TwoWorlds worlds) {
        this.worlds = worlds;
    }

    /** Questions whose answers differ, each with both answers. */
    List<String> answers(Cause cause, Asker asker, List<Question> questions) {
        var leaks = new ArrayList<String>();
        // The same difference on the way of many questions is told once.
        var ways = new LinkedHashMap<String, String>();
        rememberPolicies(cause, asker);
        for (Question question : questions) {
            var other = CompletableFuture.supplyAsync(() -> worlds.absent().ask(asker, question), THREAD);
            Reply hidden = worlds.hidden().ask(asker, question);
            Reply absent = other.join();
            if (!hidden.text().equals(absent.text()) || hidden.status() >= 500) {
                leaks.add("%s\n  hidden: %s\n  absent: %s".formatted(question.text(), hidden.text(), absent.text()));
            }
            if (!hidden.statements().equals(absent.statements()) && !cause.isReadBeforeItIsDecided(question)) {
                ways.putIfAbsent(
                        "\n  hidden: %s\n  absent: %s".formatted(numbered(hidden), numbered(absent)), question.text());
            }
        }
        var told = new ArrayList<String>();
        ways.forEach((way, question) -> told.add(question + way));
        differing.put(cause + " " + asker, told);
        return told(leaks);
    }

    /** Decisions are compiled at the first request about a person; what follows is what anybody can repeat and measure. */
    private void rememberPolicies(Cause cause, Asker asker) {
        for (World world : List.of(worlds.hidden(), worlds.absent())) {
            world.ask(asker, Question.get("", cause.subject().patient()));
            world.ask(asker, Question.get("", cause.subject().hidden("Patient")));
        }
    }

    /** Questions on whose way the database was asked differently, of a former round of {@link #answers}. */
    List<String> statements(Cause cause, Asker asker) {
        return told(differing.getOrDefault(cause + " " + asker, List.of("was not asked")));
    }

    private static String numbered(Reply reply) {
        return String.join(
                "\n      ", reply.statements().stream().map(Matrix::beginning).toList());
    }

    private static String beginning(String sql) {
        return sql.substring(0, Math.min(160, sql.length()));
    }

    private static List<String> told(List<String> all) {
        var told = new ArrayList<>(all.subList(0, Math.min(TOLD, all.size())));
        if (all.size() > TOLD) {
            told.add("and %d more".formatted(all.size() - TOLD));
        }
        return told;
    }
}
