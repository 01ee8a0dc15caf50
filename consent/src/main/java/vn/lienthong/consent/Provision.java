package vn.lienthong.consent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One rule of a Consent with the exceptions to it, from <a
 * href="https://hl7.org/fhir/R4/consent-definitions.html#Consent.provision">{@code Consent.provision}</a>.
 *
 * <p>An empty criterion says nothing: the provision then takes it from the provision that holds it.
 *
 * @param types resource types ({@code provision.class})
 * @param codes tokens {@code system|code} ({@code provision.code}); a value set is expanded by the reader
 * @param labels confidentiality codes and sensitivity labels ({@code provision.securityLabel})
 * @param period when the provision is valid; outside it the provision and its exceptions are absent
 * @param holdsInEmergency whether a refusal stands even against an open emergency access; holds for exceptions beneath
 */
public record Provision(
        Type type,
        Set<Actor> actors,
        Set<Purpose> purposes,
        Set<Action> actions,
        Set<String> types,
        Set<String> codes,
        Set<String> labels,
        @Nullable Period dataPeriod,
        Set<DataReference> data,
        Period period,
        boolean holdsInEmergency,
        List<Provision> exceptions) {

    /** Whether the provision grants or refuses. */
    public enum Type {
        PERMIT,
        DENY
    }

    public Provision {
        if (holdsInEmergency && type == Type.PERMIT) {
            throw new IllegalArgumentException("Only a refusal can hold in an emergency.");
        }
        actors = Set.copyOf(actors);
        purposes = Set.copyOf(purposes);
        actions = Set.copyOf(actions);
        types = Set.copyOf(types);
        codes = Set.copyOf(codes);
        labels = Set.copyOf(labels);
        data = Set.copyOf(data);
        exceptions = List.copyOf(exceptions);
    }

    public static Builder permit() {
        return new Builder(Type.PERMIT);
    }

    public static Builder deny() {
        return new Builder(Type.DENY);
    }

    /** Collects the criteria of one provision; each call adds to what is there. */
    public static final class Builder {
        private final Type type;
        private final Set<Actor> actors = new LinkedHashSet<>();
        private final Set<Purpose> purposes = new LinkedHashSet<>();
        private final Set<Action> actions = new LinkedHashSet<>();
        private final Set<String> types = new LinkedHashSet<>();
        private final Set<String> codes = new LinkedHashSet<>();
        private final Set<String> labels = new LinkedHashSet<>();
        private final Set<DataReference> data = new LinkedHashSet<>();
        private final List<Provision> exceptions = new ArrayList<>();
        private @Nullable Period dataPeriod;
        private Period period = Period.ALWAYS;
        private boolean holdsInEmergency;

        private Builder(Type type) {
            this.type = type;
        }

        public Builder actor(Actor... those) {
            actors.addAll(Arrays.asList(those));
            return this;
        }

        public Builder purpose(Purpose... those) {
            purposes.addAll(Arrays.asList(those));
            return this;
        }

        public Builder action(Action... those) {
            actions.addAll(Arrays.asList(those));
            return this;
        }

        public Builder type(String... those) {
            types.addAll(Arrays.asList(those));
            return this;
        }

        public Builder code(String... those) {
            codes.addAll(Arrays.asList(those));
            return this;
        }

        public Builder label(String... those) {
            labels.addAll(Arrays.asList(those));
            return this;
        }

        public Builder data(DataReference.Meaning meaning, String... keys) {
            for (String key : keys) {
                data.add(new DataReference(meaning, key));
            }
            return this;
        }

        public Builder dataPeriod(Period period) {
            dataPeriod = period;
            return this;
        }

        public Builder period(Period period) {
            this.period = period;
            return this;
        }

        public Builder holdsInEmergency() {
            holdsInEmergency = true;
            return this;
        }

        public Builder except(Provision... those) {
            exceptions.addAll(Arrays.asList(those));
            return this;
        }

        public Provision build() {
            return new Provision(
                    type,
                    actors,
                    purposes,
                    actions,
                    types,
                    codes,
                    labels,
                    dataPeriod,
                    data,
                    period,
                    holdsInEmergency,
                    exceptions);
        }
    }
}
