package vn.lienthong.access.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.springframework.stereotype.Component;
import vn.lienthong.access.DecisionProblem;
import vn.lienthong.access.DecisionProperties;
import vn.lienthong.consent.Actor;
import vn.lienthong.consent.ConsentRecord.Understood;
import vn.lienthong.consent.Period;
import vn.lienthong.consent.Provision;
import vn.lienthong.shared.Issue;

/** Whether a Consent means anything: what the rules of R4 let pass and no decision could be made of. */
@Component
class ConsentSense {

    private final DecisionProperties properties;

    ConsentSense(DecisionProperties properties) {
        this.properties = properties;
    }

    /** Before its provisions are read one by one: a hostile Consent is refused cheaply. */
    List<Issue.Detail> ofHead(Consent consent) {
        if (count(consent.getProvision(), 0) > properties.maxProvisions()) {
            return one(DecisionProblem.TOO_MANY_PROVISIONS, ProvisionReader.ROOT, properties.maxProvisions());
        }
        if (depth(consent.getProvision()) > properties.maxDepth()) {
            return one(DecisionProblem.TOO_DEEP, ProvisionReader.ROOT, properties.maxDepth());
        }
        var scope = ConsentScope.of(consent);
        if (scope == ConsentScope.UNKNOWN) {
            return one(DecisionProblem.SCOPE_UNKNOWN, "Consent.scope");
        }
        var rules = HapiConsentReader.policyRules(consent);
        if (rules.size() > 1) {
            return one(DecisionProblem.CONTRADICTION, "Consent.policyRule");
        }
        boolean coded = consent.getPolicyRule().getCoding().stream().anyMatch(Coding::hasCode);
        if (rules.isEmpty() && coded && scope.grants()) {
            return one(DecisionProblem.POLICY_RULE_UNKNOWN, "Consent.policyRule");
        }
        if (rules.isEmpty() && scope.grants() && consent.getProvision().getType() == null) {
            return one(DecisionProblem.NOTHING_DECIDED, ProvisionReader.ROOT + ".type");
        }
        return List.of();
    }

    /** The count of provisions, given up beyond what is allowed. */
    private int count(ProvisionComponent provision, int before) {
        int count = before + 1;
        for (var exception : provision.getProvision()) {
            count = count > properties.maxProvisions() ? count : count(exception, count);
        }
        return count;
    }

    private static int depth(ProvisionComponent provision) {
        return provision.getProvision().stream()
                        .mapToInt(ConsentSense::depth)
                        .max()
                        .orElse(-1)
                + 1;
    }

    List<Issue.Detail> ofProvisions(Understood consent, ConsentScope scope) {
        var problems = new ArrayList<Issue.Detail>();
        if (!scope.grants() && permitsAnything(consent.root())) {
            problems.add(DecisionProblem.SCOPE_GRANTS_NOTHING.at("Consent.scope"));
        }
        walk(consent.root(), Set.of(), consent.validity(), ProvisionReader.ROOT, problems);
        return problems;
    }

    private static boolean permitsAnything(Provision provision) {
        return provision.type() == Provision.Type.PERMIT
                || provision.exceptions().stream().anyMatch(ConsentSense::permitsAnything);
    }

    private static void walk(
            Provision provision, Set<Actor> inherited, Period validity, String place, List<Issue.Detail> problems) {
        var actors = provision.actors().isEmpty() ? inherited : provision.actors();
        if (provision.type() == Provision.Type.PERMIT && actors.isEmpty()) {
            problems.add(DecisionProblem.NO_ACTOR.at(place + ".actor"));
        }
        if (apart(provision.period(), validity)) {
            problems.add(DecisionProblem.PERIOD_OUTSIDE.at(place + ".period"));
        }
        for (int i = 0; i < provision.exceptions().size(); i++) {
            var exception = provision.exceptions().get(i);
            var at = place + ".provision[" + i + "]";
            if (undoes(exception, provision)
                    || provision.exceptions().subList(0, i).stream().anyMatch(other -> opposite(other, exception))) {
                problems.add(DecisionProblem.CONTRADICTION.at(at));
            }
            walk(exception, actors, validity, at, problems);
        }
    }

    private static boolean apart(Period a, Period b) {
        return (a.end() != null && b.start() != null && !b.start().isBefore(a.end()))
                || (b.end() != null && a.start() != null && !a.start().isBefore(b.end()));
    }

    /** The same in everything but permit and deny. */
    private static boolean opposite(Provision a, Provision b) {
        return a.type() != b.type() && a.period().equals(b.period()) && sameCriteria(a, b);
    }

    /** An exception that leaves nothing of the rule: it speaks of the same at all times. */
    private static boolean undoes(Provision exception, Provision rule) {
        return exception.type() != rule.type()
                && exception.period().equals(Period.ALWAYS)
                && (sameCriteria(exception, rule)
                        || sameCriteria(exception, Provision.deny().build()));
    }

    private static boolean sameCriteria(Provision a, Provision b) {
        return a.actors().equals(b.actors())
                && a.purposes().equals(b.purposes())
                && a.actions().equals(b.actions())
                && a.types().equals(b.types())
                && a.codes().equals(b.codes())
                && a.labels().equals(b.labels())
                && Objects.equals(a.dataPeriod(), b.dataPeriod())
                && a.data().equals(b.data());
    }

    private static List<Issue.Detail> one(DecisionProblem problem, String expression, Object... args) {
        return List.of(problem.at(expression, args));
    }
}
