package vn.lienthong.referral;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.lienthong.access.WriteRule;
import vn.lienthong.directory.Facility;
import vn.lienthong.security.Caller;
import vn.lienthong.security.Role;

/** How the Tasks of a plan go on: the facility to which the patient returned says what was done, and nobody else. */
@Component
class PlanRule implements WriteRule {

    private static final Set<String> FREE =
            Set.of("meta", "text", "status", "statusReason", "lastModified", "note", "output", "executionPeriod");

    private final Parties parties;
    private final ReferralCases cases;

    PlanRule(Parties parties, ReferralCases cases) {
        this.parties = parties;
        this.cases = cases;
    }

    @Override
    public Set<String> types() {
        return Set.of("Task");
    }

    @Override
    public boolean keeps(JsonNode resource) {
        return PlanTask.isOne(resource);
    }

    @Override
    public Ruling begin(Proposal proposal, Lookup lookup) {
        throw ReferralProblem.PLAN_BY_EXCHANGE.at(proposal.place() + ".code");
    }

    @Override
    public Ruling change(Proposal proposal, Stored former, Lookup lookup) {
        var place = proposal.place();
        var task = new PlanTask(former.json());
        if (!works(proposal.request().caller(), task)) {
            throw ReferralProblem.PLAN_OF_OTHERS.at(place);
        }
        var sent = proposal.requireSent();
        Protected.check(former.json(), sent, FREE, place);
        var status = sent.path("status").asText();
        boolean moves = !status.equals(former.json().path("status").asText());
        if (moves && !task.canBecome(status)) {
            var possible = String.join("`, `", task.possible().stream().sorted().toList());
            throw ReferralProblem.PLAN_STATUS.at(place + ".status", possible);
        }
        if (status.equals(PlanTask.GIVEN_UP) && sent.path("statusReason").isEmpty()) {
            throw ReferralProblem.PLAN_REASON.at(place + ".statusReason");
        }
        if (proposal.ifMatch().isEmpty()) {
            throw ReferralProblem.IF_MATCH.at(place);
        }
        var changed = sent.deepCopy();
        changed.put(
                "lastModified",
                proposal.request().now().truncatedTo(ChronoUnit.MILLIS).toString());
        var registered = new PlanTask(changed).registered(this::code);
        return new Ruling(changed, List.of(), List.of(), patientKey -> cases.put(patientKey, List.of(registered)));
    }

    private boolean works(Caller caller, PlanTask task) {
        return (caller.is(Role.CLINICIAN) || caller.is(Role.COORDINATOR))
                && parties.own(caller, task.owner()).isPresent();
    }

    private String code(String organization) {
        return Optional.of(organization)
                .flatMap(parties::facility)
                .map(Facility::code)
                .orElse("");
    }

    @Override
    public void delete(Proposal proposal, Stored former, Lookup lookup) {
        throw ReferralProblem.NOT_DELETED.at(proposal.place());
    }
}
