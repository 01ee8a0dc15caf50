package vn.lienthong.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.lienthong.access.Recipient.Kind;
import vn.lienthong.consent.Actor;
import vn.lienthong.consent.CallingFacility;
import vn.lienthong.consent.FacilityLevel;
import vn.lienthong.consent.Policy;
import vn.lienthong.directory.Facilities;
import vn.lienthong.directory.Facility;
import vn.lienthong.identity.Person;
import vn.lienthong.record.Packing;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.RecordStore;
import vn.lienthong.record.RecordStore.Columns;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;

/** Those of whom it is asked what they would see: named by the question, or all whom it may concern. */
@Component
class Recipients {

    /** No id and no code holds an asterisk, so nothing that names somebody ever means this one. */
    static final String ANY = "*";

    /** A person names a handful; more would be an answer that nobody reads. */
    private static final int MOST = 100;

    private final Deciders deciders;
    private final Facilities facilities;
    private final RecordStore store;
    private final VisibleRows visibleRows;
    private final Packing packing;
    private final MembershipReader memberships;

    Recipients(
            Deciders deciders,
            Facilities facilities,
            RecordStore store,
            VisibleRows visibleRows,
            Packing packing,
            MembershipReader memberships) {
        this.deciders = deciders;
        this.facilities = facilities;
        this.store = store;
        this.visibleRows = visibleRows;
        this.packing = packing;
        this.memberships = memberships;
    }

    List<Recipient> of(AccessRequest request, ExplainParameters asked, Person person, Policy policy) {
        return asked.recipients().isEmpty()
                ? concerned(asked, person, policy)
                : asked.recipients().stream()
                        .map(text -> named(request, text, asked))
                        .toList();
    }

    private Recipient named(AccessRequest request, String text, ExplainParameters asked) {
        var key = ResourceKey.ofReference(text);
        if (key.isEmpty()) {
            return facilities
                    .find(text)
                    .map(facility -> facility(facility, asked))
                    .orElseThrow(() -> unknown(text));
        }
        return switch (key.get().type()) {
            case "Organization" ->
                facilities
                        .ofOrganization(key.get().id())
                        .map(facility -> facility(facility, asked))
                        .orElseThrow(() -> unknown(text));
            case "Practitioner" -> practitioner(text, Optional.empty(), asked);
            case "PractitionerRole" -> practitionerRole(request, key.get(), asked);
            default -> throw unknown(text);
        };
    }

    private static ExchangeException unknown(String text) {
        return new ExchangeException(new Issue.Malformed(List.of(ExplainParameters.wrong(
                "recipient",
                "`%s` is no facility, Practitioner or PractitionerRole that is known here.".formatted(text),
                "recipient=22001"))));
    }

    /** The practitioner who has the part, at the facility of the part. */
    private Recipient practitionerRole(AccessRequest request, ResourceKey key, ExplainParameters asked) {
        var stored = store.find(key, Columns.BODY).filter(row -> !row.deleted()).stream()
                .toList();
        var holder = visibleRows.among(request, stored).rows().stream()
                .flatMap(row -> members(row).stream())
                .findFirst()
                .orElseThrow(() -> unknown(key.toString()));
        var facility = holder.organization()
                .flatMap(facilities::ofOrganization)
                .map(found -> deciders.callingFacility(found.code()));
        var named = practitioner(holder.practitioner().orElse(ANY), facility, asked);
        return new Recipient(Kind.PRACTITIONER_ROLE, key.toString(), named.name(), named.asker());
    }

    private List<Membership> members(RecordRow row) {
        return memberships.read(row.type(), packing.unpack(row.requireBody()));
    }

    /** Custodians, all whom the person's decisions name, and everybody else. */
    private List<Recipient> concerned(ExplainParameters asked, Person person, Policy policy) {
        var all = new LinkedHashMap<String, Recipient>();
        person.registrations().stream()
                .map(Person.Registration::custodian)
                .distinct()
                .sorted()
                .flatMap(code -> facilities.find(code).stream())
                .forEach(facility -> add(all, facility(facility, asked)));
        Provisions.actors(policy)
                .flatMap(actor -> recipient(actor, asked).stream())
                .forEach(found -> add(all, found));
        add(all, province(asked));
        add(all, anybodyElse(asked));
        return List.copyOf(new ArrayList<>(all.values()).subList(0, Math.min(MOST, all.size())));
    }

    private static void add(LinkedHashMap<String, Recipient> all, Recipient recipient) {
        all.putIfAbsent(recipient.kind() + " " + recipient.name().english(), recipient);
    }

    private Optional<Recipient> recipient(Actor actor, ExplainParameters asked) {
        return switch (actor) {
            case Actor.Facility(var code) -> facilities.find(code).map(facility -> facility(facility, asked));
            case Actor.Practitioner(var key) -> Optional.of(practitioner(key, Optional.empty(), asked));
            case Actor.PractitionerRole(var key) -> Optional.of(team(Kind.PRACTITIONER_ROLE, key, asked));
            case Actor.CareTeam(var key) -> Optional.of(team(Kind.TEAM, key, asked));
            case Actor.Role(var code) -> Optional.of(role(code, asked));
            case Actor.Level(var level) -> Optional.of(level(level, asked));
            case Actor.Province _ -> Optional.empty();
        };
    }

    private Recipient facility(Facility facility, ExplainParameters asked) {
        var name = "%s (%s)".formatted(facility.name(), facility.code());
        return new Recipient(
                Kind.FACILITY,
                "Organization/" + facility.organizationId(),
                new Bilingual(name, name),
                somebody(asked, Optional.of(deciders.callingFacility(facility.code())), Set.of()));
    }

    private static Recipient practitioner(String key, Optional<CallingFacility> facility, ExplainParameters asked) {
        var asker = new Asker(Optional.of(key), Set.of(asked.role()), facility, asked.purpose(), Set.of());
        return new Recipient(
                Kind.PRACTITIONER, key, new Bilingual("Nhân viên y tế " + key, "Practitioner " + key), asker);
    }

    private static Recipient team(Kind kind, String key, ExplainParameters asked) {
        return new Recipient(
                kind,
                key,
                new Bilingual("Thành viên của " + key, "Members of " + key),
                somebody(asked, Optional.empty(), Set.of(key)));
    }

    private static Recipient role(String code, ExplainParameters asked) {
        var asker = new Asker(
                Optional.of("Practitioner/" + ANY),
                Set.of(code),
                Optional.of(imagined(FacilityLevel.OTHER, true)),
                asked.purpose(),
                Set.of());
        return new Recipient(
                Kind.ROLE,
                "",
                new Bilingual("Người có vai trò `%s`".formatted(code), "Holders of the role `%s`".formatted(code)),
                asker);
    }

    private static Recipient level(FacilityLevel level, ExplainParameters asked) {
        boolean local = level != FacilityLevel.CENTRAL;
        return new Recipient(
                Kind.LEVEL,
                "",
                new Bilingual(
                        "Các cơ sở khác thuộc " + Plain.level(level).vietnamese(),
                        "Other facilities of the " + Plain.level(level).english()),
                somebody(asked, Optional.of(imagined(level, local)), Set.of()));
    }

    private static Recipient province(ExplainParameters asked) {
        return new Recipient(
                Kind.PROVINCE,
                "",
                new Bilingual("Các cơ sở công lập khác của tỉnh", "Other public facilities of the province"),
                somebody(asked, Optional.of(imagined(FacilityLevel.OTHER, true)), Set.of()));
    }

    private static Recipient anybodyElse(ExplainParameters asked) {
        return new Recipient(
                Kind.ANYBODY_ELSE,
                "",
                new Bilingual("Mọi cơ sở khác", "All other facilities"),
                somebody(asked, Optional.of(imagined(FacilityLevel.OTHER, false)), Set.of()));
    }

    private static Asker somebody(ExplainParameters asked, Optional<CallingFacility> facility, Set<String> teams) {
        return new Asker(Optional.of("Practitioner/" + ANY), Set.of(asked.role()), facility, asked.purpose(), teams);
    }

    private static CallingFacility imagined(FacilityLevel level, boolean local) {
        return new CallingFacility(ANY, level, local, local);
    }

    /** Codes of the facilities whose records the recipient's facility answers for. */
    Collection<String> own(Recipient recipient) {
        return recipient
                .asker()
                .facility()
                .map(facility -> facilities.answersFor(facility.code()))
                .orElse(Set.of());
    }
}
