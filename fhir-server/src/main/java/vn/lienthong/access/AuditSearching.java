package vn.lienthong.access;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.lienthong.access.ResultBundle.Entry;
import vn.lienthong.access.ResultBundle.Link;
import vn.lienthong.audit.AuditId;
import vn.lienthong.audit.AuditLog;
import vn.lienthong.audit.AuditOutcome;
import vn.lienthong.audit.AuditPage;
import vn.lienthong.audit.AuditQuery;
import vn.lienthong.audit.AuditRow;
import vn.lienthong.identity.Patients;
import vn.lienthong.identity.Person;
import vn.lienthong.security.Role;
import vn.lienthong.shared.ExchangeProperties;
import vn.lienthong.shared.FacilityCode;
import vn.lienthong.shared.Interaction;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;

/**
 * Search and read of <a href="https://hl7.org/fhir/R4/auditevent.html">AuditEvent</a>: everything for the auditor and the
 * privacy officer, what concerns oneself for a patient. To look at the record of accesses is itself recorded.
 */
@Component
public class AuditSearching {

    private static final String EXAMPLE = "AuditEvent?patient=Patient/123&date=ge2026-11-01";

    private final Gate gate;
    private final AuditLog log;
    private final AuditEvents events;
    private final Auditing auditing;
    private final Deciders deciders;
    private final Patients patients;
    private final AccessProperties properties;
    private final PageLinks links;
    private final String base;

    AuditSearching(
            Gate gate,
            AuditLog log,
            AuditEvents events,
            Auditing auditing,
            Deciders deciders,
            Patients patients,
            AccessProperties properties,
            PageLinks links,
            ExchangeProperties exchange) {
        this.gate = gate;
        this.log = log;
        this.events = events;
        this.auditing = auditing;
        this.deciders = deciders;
        this.patients = patients;
        this.properties = properties;
        this.links = links;
        this.base = exchange.fhirBase().toString();
    }

    public String read(AccessRequest request, String id) {
        gate.check(request, Interaction.READ, "AuditEvent");
        var row = AuditId.parse(id).flatMap(log::find).filter(found -> mayRead(request, found));
        auditing.append(
                auditing.entry(request, Interaction.READ, row.isPresent() ? AuditOutcome.SUCCESS : AuditOutcome.FAILURE)
                        .withTarget("AuditEvent", id));
        return row.map(events::json).orElseThrow(() -> Issue.unknown(new ResourceKey("AuditEvent", id)));
    }

    private boolean mayRead(AccessRequest request, AuditRow row) {
        var own = ownKeys(request);
        return own.isEmpty()
                || row.entry().patients().stream().anyMatch(patient -> own.get().contains(patient.key()));
    }

    /** Parameters: {@code patient}, {@code date}, {@code agent}, {@code action}, {@code outcome}, {@code _count}. */
    public ResultBundle search(AccessRequest request, Map<String, List<String>> given) {
        gate.check(request, Interaction.SEARCH, "AuditEvent");
        Map<String, List<String>> asked = given;
        Optional<AuditQuery.Cursor> after = Optional.empty();
        if (given.containsKey(PageLinks.PARAMETER)) {
            var page = links.open(given.get(PageLinks.PARAMETER).getFirst(), "AuditEvent", request.now());
            asked = page.parameters();
            after = Optional.of(cursor(page.place()));
        }
        var query = query(request, asked);
        var page = query.isEmpty()
                ? Optional.<AuditPage>empty()
                : Optional.of(log.search(after.map(query.get()::after).orElse(query.get())));
        auditing.append(auditing.entry(request, Interaction.SEARCH, AuditOutcome.SUCCESS)
                .withTarget("AuditEvent", null));
        var rows = page.map(AuditPage::rows).orElse(List.of());
        return new ResultBundle(
                "searchset",
                OptionalInt.empty(),
                links(request, asked, page.flatMap(AuditPage::next)),
                rows.stream().map(this::entry).toList());
    }

    private Entry entry(AuditRow row) {
        return new Entry(
                null,
                events.json(row),
                "match",
                base + "/AuditEvent/" + row.id().value(),
                Optional.empty(),
                Optional.empty());
    }

    /** Keys that a patient is confined to; empty for those who may read everything. */
    private Optional<Set<Long>> ownKeys(AccessRequest request) {
        if (request.caller().is(Role.AUDITOR) || request.caller().is(Role.PRIVACY_OFFICER)) {
            return Optional.empty();
        }
        return Optional.of(deciders.oneself(request.caller())
                .flatMap(patients::person)
                .map(person -> Set.copyOf(person.patientKeys()))
                .orElse(Set.of()));
    }

    /** Empty when nobody whom the caller may ask about fits. */
    private Optional<AuditQuery> query(AccessRequest request, Map<String, List<String>> given) {
        var keys = ownKeys(request);
        var query = AuditQuery.all(count(given));
        for (var parameter : given.entrySet()) {
            for (var value : parameter.getValue()) {
                switch (parameter.getKey()) {
                    case "patient", "patient.identifier", "entity" -> {
                        var named = named(value);
                        keys = Optional.of(
                                keys.map(own -> intersection(own, named)).orElse(named));
                    }
                    case "date" -> query = AuditDates.narrow(query, value);
                    case "agent" -> query = agent(query, value);
                    case "agent-name" -> query = query.byUser(value);
                    case "outcome" -> query = query.ending(outcome(value));
                    case "subtype", "type" -> query = query.by(Set.of(interaction(parameter.getKey(), value)));
                    case "_count", "_sort", "_total", "_summary" -> {}
                    default ->
                        throw Issue.malformed(
                                "not-supported",
                                null,
                                "Parameter `%s` of AuditEvent is not supported. Example: `%s`."
                                        .formatted(parameter.getKey(), EXAMPLE));
                }
            }
        }
        if (keys.isPresent() && keys.get().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(keys.map(query::ofPatients).orElse(query));
    }

    private Set<Long> named(String value) {
        var id = ResourceKey.ofReference(value).map(ResourceKey::id).orElse(value);
        return patients.personOf(id).map(Person::patientKeys).map(Set::copyOf).orElse(Set.of());
    }

    private static Set<Long> intersection(Set<Long> own, Set<Long> named) {
        return own.stream().filter(named::contains).collect(Collectors.toUnmodifiableSet());
    }

    private static AuditQuery agent(AuditQuery query, String value) {
        var code = value.startsWith("Organization/facility-") ? value.substring(22) : value;
        return FacilityCode.parse(code).map(query::byFacility).orElseGet(() -> query.byUser(value));
    }

    private static AuditOutcome outcome(String value) {
        return switch (value) {
            case "0" -> AuditOutcome.SUCCESS;
            case "4" -> AuditOutcome.FAILURE;
            case "8" -> AuditOutcome.DENIED;
            default ->
                throw Issue.malformed(
                        "value",
                        null,
                        "Parameter `outcome`: 0 (success), 4 (failed) or 8 (denied). Example: `outcome=8`.");
        };
    }

    private static Interaction interaction(String name, String value) {
        return Interaction.ofCode(value.substring(value.lastIndexOf('|') + 1))
                .orElseThrow(() -> Issue.malformed(
                        "value",
                        null,
                        "Parameter `%s`: no such interaction. Example: `%s=read`.".formatted(name, name)));
    }

    private int count(Map<String, List<String>> given) {
        var text = given.getOrDefault("_count", List.of()).stream().findFirst();
        if (text.isPresent() && !text.get().matches("[1-9]\\d{0,8}")) {
            throw Issue.malformed("value", null, "Parameter `_count` is a positive number. Example: `_count=50`.");
        }
        return Math.min(
                text.map(Integer::parseInt).orElse(properties.defaultPage()),
                Math.min(properties.maxPage(), AuditQuery.MAXIMAL_COUNT));
    }

    private List<Link> links(AccessRequest request, Map<String, List<String>> given, Optional<AuditQuery.Cursor> next) {
        var all = new ArrayList<Link>();
        all.add(new Link("self", SelfLink.of(base + "/AuditEvent", given)));
        next.ifPresent(cursor -> all.add(new Link(
                "next",
                "%s/AuditEvent?%s=%s"
                        .formatted(
                                base,
                                PageLinks.PARAMETER,
                                links.seal("AuditEvent", given, text(cursor), request.now())))));
        return all;
    }

    private static String text(AuditQuery.Cursor cursor) {
        return cursor.recorded() + " " + cursor.id().value();
    }

    private static AuditQuery.Cursor cursor(String text) {
        var parts = text.split(" ", 2);
        return new AuditQuery.Cursor(
                Instant.parse(parts[0]), AuditId.parse(parts[1]).orElseThrow());
    }
}
