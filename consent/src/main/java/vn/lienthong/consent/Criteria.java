package vn.lienthong.consent;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a provision speaks of after inheritance. */
record Criteria(
        Set<Actor> actors,
        Set<Purpose> purposes,
        Set<Action> actions,
        Set<String> types,
        Set<String> codes,
        Set<String> labels,
        @Nullable Period dataPeriod,
        Set<DataReference> data,
        boolean holdsInEmergency) {

    static final Criteria ALL =
            new Criteria(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), null, Set.of(), false);

    /** The criteria of an exception to a provision with these criteria. */
    Criteria of(Provision exception) {
        return new Criteria(
                stated(exception.actors(), actors),
                stated(exception.purposes(), purposes),
                stated(exception.actions(), actions),
                stated(exception.types(), types),
                stated(exception.codes(), codes),
                stated(exception.labels(), labels),
                exception.dataPeriod() == null ? dataPeriod : exception.dataPeriod(),
                stated(exception.data(), data),
                exception.holdsInEmergency() || holdsInEmergency);
    }

    private static <T> Set<T> stated(Set<T> own, Set<T> inherited) {
        return own.isEmpty() ? inherited : own;
    }

    /** Whether a provision of this type concerns the request at all, whatever the row. */
    boolean concern(Provision.Type type, Request request) {
        return concernsCaller(type, request)
                && concernsPurpose(request.purpose())
                && (actions.isEmpty() || actions.contains(request.action()));
    }

    private boolean concernsCaller(Provision.Type type, Request request) {
        for (Actor actor : actors) {
            if (actor.includes(request)) {
                return true;
            }
        }
        return actors.isEmpty() && (type == Provision.Type.DENY || request.professional());
    }

    private boolean concernsPurpose(Purpose asked) {
        for (Purpose purpose : purposes) {
            if (asked.isA(purpose)) {
                return true;
            }
        }
        return purposes.isEmpty();
    }

    boolean namesPractitionerOf(Request request) {
        for (Actor actor : actors) {
            if (actor.names(request)) {
                return true;
            }
        }
        return false;
    }

    /** Whether more of a row decides than its type, its labels and its custodian. */
    boolean boundToData() {
        return !codes.isEmpty() || dataPeriod != null || !data.isEmpty();
    }
}
