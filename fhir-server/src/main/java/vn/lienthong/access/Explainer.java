package vn.lienthong.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.access.Explanation.Access;
import vn.lienthong.access.Explanation.Answer;
import vn.lienthong.access.Explanation.Particular;
import vn.lienthong.access.OwnRows.Decided;
import vn.lienthong.consent.DataKind;
import vn.lienthong.consent.Decider;
import vn.lienthong.consent.Decision;
import vn.lienthong.consent.Policy;
import vn.lienthong.consent.Provision;
import vn.lienthong.consent.Relation;
import vn.lienthong.identity.Person;
import vn.lienthong.record.LabelValueSets;
import vn.lienthong.record.ResourceTypes;

/**
 * Asks the engine what a recipient would get: about kinds of data, which need not exist, and where the person asks, about
 * the rows that are there. It decides nothing itself.
 */
@Component
class Explainer {

    /** A custodian that nobody is: no code has a question mark. */
    private static final String ELSEWHERE = "?";

    /** Confidentialities that ordinary data have. */
    private static final Set<String> ORDINARY = Set.of("U", "L", "M", "N");

    private final Deciders deciders;
    private final Recipients recipients;
    private final LabelValueSets valueSets;

    Explainer(Deciders deciders, Recipients recipients, LabelValueSets valueSets) {
        this.valueSets = valueSets;
        this.deciders = deciders;
        this.recipients = recipients;
    }

    /** The topics that value sets guard; named whether the person has such data or not. */
    Set<String> usualLabels() {
        return valueSets.labels();
    }

    /**
     * @param usualLabels topics to be told of where the question names none
     * @param rows the person's own rows; null for those who must not learn what there is
     */
    record Question(
            Person person,
            Policy policy,
            ExplainParameters asked,
            Set<String> usualLabels,
            Instant at,
            @Nullable OwnRows rows) {}

    Answer answer(Recipient recipient, Question question) {
        var decider = deciders.decider(recipient.asker(), new Relation.None(), question.at(), question.person());
        var own = recipients.own(recipient);
        var decided = question.rows() == null ? null : question.rows().decided(decider, own);
        var access = new ArrayList<Access>();
        custodian(question, own).ifPresent(code -> access.addAll(access(question, decider, code, true, decided)));
        access.addAll(access(question, decider, ELSEWHERE, false, decided));
        var particulars = decider.boundToData().stream()
                .map(reference -> new Particular(
                        reference, Provisions.find(question.policy(), reference).map(Provisions.Found::provision)))
                .toList();
        return new Answer(recipient, access, particulars);
    }

    /** A facility that holds data of the person and for which the recipient's facility answers. */
    private static Optional<String> custodian(Question question, Collection<String> own) {
        return question.person().registrations().stream()
                .map(Person.Registration::custodian)
                .filter(own::contains)
                .findFirst();
    }

    private static List<Access> access(
            Question question, Decider decider, String custodian, boolean own, @Nullable List<Decided> decided) {
        var access = new ArrayList<Access>();
        for (var data : classes(question)) {
            var byDecision = new LinkedHashMap<Decision, Set<String>>();
            for (var type : types(question.asked())) {
                var kind = new DataKind(type, custodian, data.confidentiality(), data.topics());
                byDecision
                        .computeIfAbsent(decider.decide(kind.at(question.at())), _ -> new TreeSet<>())
                        .add(type);
            }
            boolean all = question.asked().types().isEmpty();
            var most = all ? largest(byDecision) : null;
            byDecision.forEach((decision, types) -> access.add(new Access(
                    own,
                    data,
                    types.equals(most) ? Set.of() : types,
                    decision,
                    until(question.policy(), decision),
                    count(decided, own, data, types, decision.permits()),
                    count(decided, own, data, types, !decision.permits()))));
        }
        return access;
    }

    /** The group that needs no list of its types: all that no other group names. */
    private static @Nullable Set<String> largest(Map<Decision, Set<String>> byDecision) {
        return byDecision.values().stream()
                .max(java.util.Comparator.comparingInt(Set::size))
                .orElse(null);
    }

    private static Collection<String> types(ExplainParameters asked) {
        return asked.types().isEmpty() ? ResourceTypes.ofRecords() : asked.types();
    }

    /** Ordinary data, each topic asked about (or else each that is usual or named in a decision), and what is there. */
    private static Set<DataClass> classes(Question question) {
        var classes = new LinkedHashSet<DataClass>();
        classes.add(DataClass.ORDINARY);
        if (question.asked().labels().isEmpty()) {
            question.usualLabels().forEach(label -> classes.add(DataClass.of(label)));
            Provisions.all(question.policy())
                    .map(Provision::labels)
                    .flatMap(Set::stream)
                    .filter(label -> !ORDINARY.contains(label))
                    .sorted()
                    .forEach(label -> classes.add(DataClass.of(label)));
            if (question.rows() != null) {
                classes.addAll(question.rows().classes());
            }
        } else {
            question.asked().labels().forEach(label -> classes.add(DataClass.of(label)));
        }
        return classes;
    }

    private static OptionalInt count(
            @Nullable List<Decided> decided, boolean own, DataClass data, Set<String> types, boolean permits) {
        if (decided == null) {
            return OptionalInt.empty();
        }
        return OptionalInt.of((int) decided.stream()
                .filter(row -> row.own() == own
                        && row.permits() == permits
                        && row.data().equals(data)
                        && types.contains(row.type()))
                .count());
    }

    /** When the last of what it rests on ends. */
    private static @Nullable Instant until(Policy policy, Decision decision) {
        Instant last = null;
        for (var reference : decision.provisions()) {
            var found = Provisions.find(policy, reference);
            var end = found.isEmpty() ? null : found.get().holds().end();
            if (end == null) {
                return null;
            }
            last = last == null || end.isAfter(last) ? end : last;
        }
        return last;
    }
}
