package vn.lienthong.referral;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import vn.lienthong.access.TaskWorklist;
import vn.lienthong.referral.ReferralCases.Side;
import vn.lienthong.security.Caller;
import vn.lienthong.security.Role;

/**
 * The open referrals of a facility: {@code Task?owner=Organization/[own]} those it is to do,
 * {@code Task?requester=Organization/[own]} those it asked for, {@code Task?escalated-to=Organization/[own]} those on which
 * nobody acts and that it coordinates; of all states, and what is planned after a consultation, or of those that {@code business-status} names. What cannot wait
 * comes first, then what is due first.
 */
@Component
class ReferralWorklist implements TaskWorklist {

    private static final String STATUS = "business-status";

    private static final Set<String> OPEN = Stream.concat(
                    Arrays.stream(State.values())
                            .filter(state -> !state.ended())
                            .map(State::code),
                    Stream.of(PlanTask.STATE))
            .collect(Collectors.toUnmodifiableSet());

    private final Parties parties;
    private final ReferralCases cases;

    ReferralWorklist(Parties parties, ReferralCases cases) {
        this.parties = parties;
        this.cases = cases;
    }

    @Override
    public Set<String> answeredByIndex() {
        return Set.of(Side.COORDINATOR.parameter());
    }

    @Override
    public Optional<Walk> of(Caller caller, Map<String, List<String>> parameters) {
        for (var side : Side.values()) {
            if (Set.of(side.parameter(), STATUS).containsAll(parameters.keySet())
                    && parameters.containsKey(side.parameter())) {
                return facility(caller, parameters.get(side.parameter()))
                        .flatMap(code -> states(parameters).map(states -> walk(side, code, states)));
            }
        }
        return Optional.empty();
    }

    private Walk walk(Side side, String facility, Set<String> states) {
        return (place, limit) -> cases.open(side, facility, states, place.map(Place::parse), limit).stream()
                .map(one -> new Item(one.taskId(), one.toString()))
                .toList();
    }

    private Optional<String> facility(Caller caller, List<String> named) {
        boolean staff = caller.is(Role.CLINICIAN) || caller.is(Role.COORDINATOR);
        return staff && named.size() == 1
                ? parties.own(caller, named.getFirst().replaceFirst("^Organization/", ""))
                : Optional.empty();
    }

    /** Empty where one of them is no state in which a referral is open. */
    private static Optional<Set<String>> states(Map<String, List<String>> parameters) {
        var named = parameters.get(STATUS);
        if (named == null) {
            return Optional.of(OPEN);
        }
        var codes = named.stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(value -> value.startsWith(State.CODES + "|") ? value.substring(State.CODES.length() + 1) : value)
                .collect(Collectors.toUnmodifiableSet());
        return named.size() == 1 && OPEN.containsAll(codes) ? Optional.of(codes) : Optional.empty();
    }
}
