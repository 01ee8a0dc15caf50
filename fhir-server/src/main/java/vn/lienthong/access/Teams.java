package vn.lienthong.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.consent.Actor;
import vn.lienthong.consent.ConsentRecord;
import vn.lienthong.consent.Policy;
import vn.lienthong.consent.Provision;
import vn.lienthong.directory.Facilities;
import vn.lienthong.identity.Person;
import vn.lienthong.record.Home;
import vn.lienthong.record.Packing;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.RecordStore;
import vn.lienthong.record.RecordStore.Columns;
import vn.lienthong.shared.ResourceKey;

/**
 * Who belongs to the care teams, groups and practitioner roles that a person's decisions name. A team counts if it is the
 * person's own or nobody's in particular: another patient's CareTeam opens nothing here.
 *
 * <p>Only a policy that names a team costs anything: one or two statements when it is first met. A change of the person's
 * own CareTeam raises the policy version, so it works at once; a Group or PractitionerRole is part of the directory, and
 * is remembered as long as a facility is.
 */
@Component
class Teams {

    /** How long another node may go on with a group as it was; as long as with a facility. */
    private static final Duration MEMORY = Duration.ofSeconds(30);

    private static final int REMEMBERED = 50_000;

    private record Version(long personKey, long policyVersion) {}

    private final RecordStore store;
    private final Packing packing;
    private final MembershipReader reader;
    private final Facilities facilities;
    private final Cache<Version, Known> remembered = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(MEMORY)
            .build();

    /**
     * A policy and the members of the teams that it names.
     *
     * @param policy in which a Consent that refuses a team unknown here is unreadable: nobody could tell whom it refuses
     */
    record Known(Policy policy, Map<String, List<Membership>> members) {
        Known {
            members = Map.copyOf(members);
        }
    }

    Teams(RecordStore store, Packing packing, MembershipReader reader, Facilities facilities) {
        this.store = store;
        this.packing = packing;
        this.reader = reader;
        this.facilities = facilities;
    }

    Known of(Person person, Policy policy) {
        return remembered.get(
                new Version(person.personKey(), person.policyVersion()), _ -> known(policy, members(person, policy)));
    }

    /** The same of what a write leaves that may still be undone, so nothing of it is kept. */
    Known written(Person person, Policy policy) {
        return known(policy, members(person, policy));
    }

    /**
     * Keys of the teams to which somebody belongs.
     *
     * @param practitioner key such as {@code Practitioner/x}
     * @param ownFacilities codes of the facilities that this somebody's facility answers for
     */
    Set<String> of(@Nullable String practitioner, Set<String> ownFacilities, Known known, Instant now) {
        if (known.members().isEmpty()) {
            return Set.of();
        }
        var own = new HashSet<String>();
        known.members().forEach((key, members) -> {
            if (members.stream().anyMatch(member -> member.holds(now) && isOf(member, practitioner, ownFacilities))) {
                own.add(key);
            }
        });
        return own;
    }

    private static Known known(Policy policy, Map<String, List<Membership>> members) {
        var consents = policy.consents().stream()
                .map(consent -> refusesUnknown(consent, members.keySet())
                        ? new ConsentRecord.Unreadable(consent.id(), "A refusal names a team that is not known here.")
                        : consent)
                .toList();
        return new Known(new Policy(consents, policy.defaultPolicy()), members);
    }

    private static boolean refusesUnknown(ConsentRecord consent, Set<String> known) {
        return consent instanceof ConsentRecord.Understood understood
                && Provisions.all(understood)
                        .filter(provision -> provision.type() == Provision.Type.DENY)
                        .flatMap(Teams::teams)
                        .anyMatch(team -> !known.contains(team));
    }

    private boolean isOf(Membership member, @Nullable String practitioner, Set<String> ownFacilities) {
        boolean somebody =
                member.practitioner().isPresent() || member.organization().isPresent();
        return somebody
                && member.practitioner().map(key -> key.equals(practitioner)).orElse(true)
                && member.organization()
                        .map(id -> facilities
                                .ofOrganization(id)
                                .filter(facility -> ownFacilities.contains(facility.code()))
                                .isPresent())
                        .orElse(true);
    }

    private Map<String, List<Membership>> members(Person person, Policy policy) {
        var named = named(policy);
        if (named.isEmpty()) {
            return Map.of();
        }
        var read = read(named, person);
        var roles = read.values().stream()
                .flatMap(List::stream)
                .flatMap(member -> member.role().stream())
                .distinct()
                .toList();
        var holders = roles.isEmpty() ? Map.<String, List<Membership>>of() : read(roles, person);
        var members = new HashMap<String, List<Membership>>();
        read.forEach((key, team) -> {
            var direct = new ArrayList<Membership>();
            team.forEach(member -> member.role()
                    .ifPresentOrElse(
                            role -> holders.getOrDefault(role, List.of()).stream()
                                    .flatMap(holder -> within(holder, member).stream())
                                    .forEach(direct::add),
                            () -> direct.add(member)));
            members.put(key, List.copyOf(direct));
        });
        return Map.copyOf(members);
    }

    /** The holder of a role as a member of a team: as long as both last. */
    private static Optional<Membership> within(Membership holder, Membership member) {
        if (holder.organization().isPresent()
                && member.organization().isPresent()
                && !holder.organization().equals(member.organization())) {
            return Optional.empty();
        }
        return holder.valid()
                .and(member.valid())
                .map(both -> new Membership(
                        holder.practitioner(), holder.organization().or(member::organization), Optional.empty(), both));
    }

    private Map<String, List<Membership>> read(Collection<String> keys, Person person) {
        var wanted = keys.stream()
                .flatMap(key -> ResourceKey.ofReference(key).stream())
                .toList();
        var members = new HashMap<String, List<Membership>>();
        store.findAll(wanted, Columns.BODY).forEach((key, row) -> {
            if (!row.deleted() && counts(row, person)) {
                members.put(key.toString(), reader.read(key.type(), packing.unpack(row.requireBody())));
            }
        });
        return members;
    }

    private static boolean counts(RecordRow row, Person person) {
        return switch (row.home()) {
            case Home.Shared _ -> true;
            case Home.OfPatient(var patientKey) -> person.patientKeys().contains(patientKey);
        };
    }

    private static Set<String> named(Policy policy) {
        return Provisions.all(policy).flatMap(Teams::teams).collect(Collectors.toUnmodifiableSet());
    }

    private static Stream<String> teams(Provision provision) {
        return provision.actors().stream()
                .map(actor -> switch (actor) {
                    case Actor.CareTeam(var key) -> key;
                    case Actor.PractitionerRole(var key) -> key;
                    case Actor.Practitioner _, Actor.Role _, Actor.Facility _, Actor.Level _, Actor.Province _ -> "";
                })
                .filter(key -> !key.isEmpty());
    }
}
