package vn.lienthong.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import vn.lienthong.spec.bruteforce.Looking;
import vn.lienthong.spec.bruteforce.Question;

/**
 * Holds searches of one person's record against a look at each resource of the person's {@code $everything}: every
 * parameter of every type that the record holds, and two parameters together.
 */
final class DifferentialSearch {

    /** The same questions in each run. */
    private static final long SEED = 20261125;

    /** A form answers as an address does; each is asked this often. */
    private static final int EACH_AS_FORM = 7;

    private final Caller caller;
    private final String patientId;
    private final Looking looking;
    private final Set<String> patients;
    private final Random random = new Random(SEED);
    private final List<String> wrong = new ArrayList<>();
    private int queries;
    private int found;

    DifferentialSearch(Caller caller, String patientId) {
        this.caller = caller;
        this.patientId = patientId;
        List<JsonNode> record = new ArrayList<>();
        caller.pages(caller.searches("Patient/" + patientId + "/$everything", "_count", "500"))
                .forEach(page -> record.addAll(page.matches()));
        looking = new Looking(record.stream().map(JsonNode::toString).toList(), caller.baseUrl(), SEED);
        patients = record.stream()
                .filter(resource -> resource.path("resourceType").asText().equals("Patient"))
                .map(Answer::key)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Compares every question; returns how many there were. */
    int compareAll() {
        for (String type : looking.types()) {
            List<Question> questions = looking.questions(type);
            for (Question question : questions) {
                compare(question);
            }
            for (int i = 0; i < questions.size(); i += 3) {
                compareTogether(questions.get(i), questions.get(random.nextInt(questions.size())));
            }
        }
        assertThat(wrong).as("of %d searches", queries).isEmpty();
        assertThat(found).as("matches, so that the comparison means something").isGreaterThan(queries);
        return queries;
    }

    Set<String> types() {
        return looking.types();
    }

    private void compare(Question question) {
        compare(question.type(), question.keys(), question.name(), question.value());
    }

    /** Every match answers every parameter. */
    private void compareTogether(Question one, Question other) {
        if (one.name().equals(other.name())) {
            return;
        }
        Set<String> keys = new HashSet<>(one.keys());
        keys.retainAll(other.keys());
        compare(one.type(), keys, one.name(), one.value(), other.name(), other.value());
    }

    private void compare(String type, Set<String> expected, String... asked) {
        List<String> parameters = new ArrayList<>(List.of(asked));
        Set<String> keys = new TreeSet<>(expected);
        if (type.equals("Patient")) {
            parameters.addAll(0, List.of("_id", String.join(",", patients).replace("Patient/", "")));
        } else if (looking.owner(type).isPresent()) {
            String owner = looking.owner(type).get();
            if (List.of(asked).contains(owner)) {
                return;
            }
            keys.retainAll(looking.owned(type, owner, patients));
            // An id alone and a reference say the same.
            parameters.addAll(0, List.of(owner, queries % 2 == 0 ? patientId : "Patient/" + patientId));
        } else {
            return;
        }
        parameters.addAll(List.of("_count", "500"));
        queries++;
        found += keys.size();
        String[] all = parameters.toArray(String[]::new);
        Answer answer = caller.searches(type, all);
        if (answer.status() != 200) {
            wrong.add("%s %s: %s".formatted(type, parameters, answer.text()));
            return;
        }
        List<String> actual = new ArrayList<>();
        caller.pages(answer).forEach(page -> actual.addAll(page.keys()));
        note(type, parameters, keys, actual);
        if (queries % EACH_AS_FORM == 0) {
            List<String> byForm = new ArrayList<>();
            caller.pages(caller.searchesByForm(type, all)).forEach(page -> byForm.addAll(page.keys()));
            assertThat(byForm).as("%s %s as a form", type, parameters).isEqualTo(actual);
        }
    }

    private void note(String type, List<String> parameters, Set<String> expected, List<String> actual) {
        Set<String> extra = new TreeSet<>(actual);
        extra.removeAll(expected);
        Set<String> missing = new TreeSet<>(expected);
        missing.removeAll(new HashSet<>(actual));
        if (!extra.isEmpty() || !missing.isEmpty() || new HashSet<>(actual).size() != actual.size()) {
            wrong.add("%s?%s: %d expected, extra %s, missing %s"
                    .formatted(
                            type,
                            parameters,
                            expected.size(),
                            extra.stream().limit(3).toList(),
                            missing.stream().limit(3).toList()));
        }
    }
}
