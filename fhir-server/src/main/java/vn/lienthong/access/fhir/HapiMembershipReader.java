package vn.lienthong.access.fhir;

import ca.uhn.fhir.context.FhirContext;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.CareTeam.CareTeamParticipantComponent;
import org.hl7.fhir.r4.model.CareTeam.CareTeamStatus;
import org.hl7.fhir.r4.model.Group;
import org.hl7.fhir.r4.model.Group.GroupMemberComponent;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.springframework.stereotype.Component;
import vn.lienthong.access.Membership;
import vn.lienthong.access.MembershipReader;
import vn.lienthong.consent.Period;
import vn.lienthong.shared.ResourceKey;

/**
 * Members of <a href="https://hl7.org/fhir/R4/careteam.html">CareTeam</a>, <a
 * href="https://hl7.org/fhir/R4/group.html">Group</a> and <a
 * href="https://hl7.org/fhir/R4/practitionerrole.html">PractitionerRole</a>. Teams within teams are not followed.
 */
@Component
class HapiMembershipReader implements MembershipReader {

    private final FhirContext context;

    HapiMembershipReader(FhirContext context) {
        this.context = context;
    }

    @Override
    public List<Membership> read(String type, byte[] json) {
        try {
            var resource = context.newJsonParser().parseResource(new ByteArrayInputStream(json));
            return switch (resource) {
                case CareTeam team -> members(team).toList();
                case Group group -> members(group).toList();
                case PractitionerRole role -> holder(role).toList();
                default -> List.of();
            };
        } catch (RuntimeException unreadable) { // a team that cannot be read opens nothing
            return List.of();
        }
    }

    private static Stream<Membership> members(CareTeam team) {
        if (team.getStatus() != CareTeamStatus.ACTIVE && team.hasStatus()) {
            return Stream.empty();
        }
        var valid = period(team.getPeriod());
        return team.getParticipant().stream()
                .flatMap(participant -> member(participant)
                        .flatMap(member -> valid.and(member.valid())
                                .map(both -> new Membership(
                                        member.practitioner(), member.organization(), member.role(), both)))
                        .stream());
    }

    private static Optional<Membership> member(CareTeamParticipantComponent participant) {
        var valid = period(participant.getPeriod());
        var member = member(participant.getMember(), valid);
        if (!participant.hasOnBehalfOf()) {
            return member;
        }
        return member.flatMap(found -> key(participant.getOnBehalfOf(), "Organization")
                .map(key -> new Membership(found.practitioner(), Optional.of(key.id()), found.role(), valid)));
    }

    private static Stream<Membership> members(Group group) {
        if (group.hasActive() && !group.getActive()) {
            return Stream.empty();
        }
        return group.getMember().stream()
                .filter(member -> !member.getInactive())
                .flatMap(HapiMembershipReader::member);
    }

    private static Stream<Membership> member(GroupMemberComponent member) {
        return member(member.getEntity(), period(member.getPeriod())).stream();
    }

    private static Stream<Membership> holder(PractitionerRole role) {
        var practitioner = key(role.getPractitioner(), "Practitioner");
        if (practitioner.isEmpty() || (role.hasActive() && !role.getActive())) {
            return Stream.empty();
        }
        var organization = key(role.getOrganization(), "Organization");
        if (role.hasOrganization() && organization.isEmpty()) {
            return Stream.empty();
        }
        return Stream.of(new Membership(
                practitioner.map(ResourceKey::toString),
                organization.map(ResourceKey::id),
                Optional.empty(),
                period(role.getPeriod())));
    }

    private static Optional<Membership> member(Reference reference, Period valid) {
        Optional<String> none = Optional.empty();
        return Optional.ofNullable(reference.getReference())
                .flatMap(ResourceKey::ofReference)
                .flatMap(key -> switch (key.type()) {
                    case "Practitioner" -> Optional.of(new Membership(Optional.of(key.toString()), none, none, valid));
                    case "Organization" -> Optional.of(new Membership(none, Optional.of(key.id()), none, valid));
                    case "PractitionerRole" ->
                        Optional.of(new Membership(none, none, Optional.of(key.toString()), valid));
                    default -> Optional.empty();
                });
    }

    private static Optional<ResourceKey> key(Reference reference, String type) {
        return Optional.ofNullable(reference.getReference())
                .flatMap(ResourceKey::ofReference)
                .filter(key -> key.type().equals(type));
    }

    private static Period period(org.hl7.fhir.r4.model.Period period) {
        return period.isEmpty() ? Period.ALWAYS : Periods.of(period);
    }
}
