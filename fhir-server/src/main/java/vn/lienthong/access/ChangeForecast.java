package vn.lienthong.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.lienthong.consent.LegalBasis;
import vn.lienthong.record.Home;
import vn.lienthong.record.NamedPatient;
import vn.lienthong.record.Packing;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.RecordStore;
import vn.lienthong.record.RecordStore.Columns;
import vn.lienthong.record.ResourceJson;
import vn.lienthong.record.ResourceReader;
import vn.lienthong.security.Caller;
import vn.lienthong.security.Role;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.ResourceKey;
import vn.lienthong.validation.Finding;

/**
 * What a change would meet, told without making it, from what the caller may see alone. A resource that is hidden is
 * forecast as one that is not there; that its id is taken (ADR 0007) shows only when the change is sent.
 */
@Component
class ChangeForecast {

    private final RecordStore store;
    private final VisibleRows visibleRows;
    private final Deciders deciders;
    private final ResourceReader reader;
    private final Packing packing;

    ChangeForecast(
            RecordStore store, VisibleRows visibleRows, Deciders deciders, ResourceReader reader, Packing packing) {
        this.store = store;
        this.visibleRows = visibleRows;
        this.deciders = deciders;
        this.reader = reader;
        this.packing = packing;
    }

    /** @param looked rows that were looked at for it, if any were */
    record Forecast(List<Finding> findings, Optional<Visible> looked) {}

    Forecast deletion(AccessRequest request, ResourceKey key) {
        var visible = current(request, key);
        return new Forecast(List.of(deletion(request.caller(), key, visible)), Optional.of(visible));
    }

    private Finding deletion(Caller caller, ResourceKey key, Visible visible) {
        if (key.type().equals("Consent")) {
            return Finding.error(
                    "not-supported", null, "Decisions are ended, never deleted: set `Consent.status` to `inactive`.");
        }
        if (visible.rows().isEmpty()) {
            return Finding.information(
                    "`%s` is not known here. To delete it changes nothing and is answered as done.".formatted(key));
        }
        var row = visible.rows().getFirst();
        if (!mayChange(caller, row)) {
            return anothers(key);
        }
        if (key.type().equals("Patient")
                && row.home() instanceof Home.OfPatient(var patient)
                && !store.isEmpty(patient)) {
            return Finding.error(
                    "conflict",
                    null,
                    "The record of `%s` is not empty. Delete its resources first, or link the patient to another by `Patient.link`."
                            .formatted(key));
        }
        return Finding.information("`%s` can be deleted.".formatted(key));
    }

    /** @param sound whether the validator found no error: then the exchange's own rules are told too */
    Forecast write(AccessRequest request, ValidationRequest asked, boolean update, boolean sound) {
        var findings = new ArrayList<Finding>();
        var looked = new ArrayList<Visible>();
        var json = json(asked, findings);
        var named = json.flatMap(text -> named(asked.type(), text, sound, findings));
        if (update) {
            json.ifPresent(text -> update(request, asked, text, named, findings, looked));
        }
        named.ifPresent(by -> patients(request, by, findings, looked));
        return new Forecast(findings, together(looked));
    }

    private Optional<byte[]> json(ValidationRequest asked, List<Finding> findings) {
        var bytes = asked.text().orElseThrow().getBytes(StandardCharsets.UTF_8);
        try {
            return Optional.of(asked.xml() ? reader.xmlToJson(bytes) : bytes);
        } catch (ExchangeException e) {
            findings.addAll(Validating.errors(e));
            return Optional.empty();
        }
    }

    /** Whose the resource says it is; what the exchange would refuse in it is told where nobody has told it yet. */
    private Optional<NamedPatient.By> named(String type, byte[] json, boolean sound, List<Finding> findings) {
        try {
            return switch (reader.read(type, json, "").patient()) {
                case NamedPatient.By by -> Optional.of(by);
                case NamedPatient.Unresolvable(var expression, var diagnostics) -> {
                    findings.add(Finding.error("not-found", expression, diagnostics));
                    yield Optional.empty();
                }
                case NamedPatient.Itself _, NamedPatient.Nobody _ -> Optional.empty();
            };
        } catch (ExchangeException e) {
            if (sound) {
                findings.addAll(Validating.errors(e));
            }
            return Optional.empty();
        }
    }

    private void update(
            AccessRequest request,
            ValidationRequest asked,
            byte[] json,
            Optional<NamedPatient.By> named,
            List<Finding> findings,
            List<Visible> looked) {
        var sent = idOf(json).filter(ResourceKey::isId);
        var id = asked.id().or(() -> sent);
        if (id.isEmpty() || !sent.equals(id)) {
            findings.add(Finding.error(
                    "invariant",
                    asked.type() + ".id",
                    asked.id()
                            .map("The id in the resource must be the id of the address, `%s`."::formatted)
                            .orElse("An update names the resource: give its id.")));
        }
        if (id.isEmpty()) {
            return;
        }
        var key = new ResourceKey(asked.type(), id.get());
        var visible = current(request, key);
        looked.add(visible);
        if (visible.rows().isEmpty()) {
            findings.add(Finding.information("`%s` is not known here: the update would create it.".formatted(key)));
        } else if (!mayChange(request.caller(), visible.rows().getFirst())) {
            findings.add(anothers(key));
        } else if (named.isPresent() && isOfAnother(visible.rows().getFirst(), named.get())) {
            findings.add(Finding.error(
                    "business-rule",
                    named.get().expression(),
                    "The patient of a resource cannot be changed. Delete it where it is wrong and create it anew."));
        }
    }

    private boolean isOfAnother(RecordRow row, NamedPatient.By named) {
        var stored = packing.unpack(store.withBodies(List.of(row)).getFirst().requireBody());
        return reader.read(row.type(), stored, "").patient() instanceof NamedPatient.By by
                && !by.targets().equals(named.targets());
    }

    private static Optional<String> idOf(byte[] json) {
        try {
            var id = ResourceJson.MAPPER.readTree(json).path("id");
            return id.isTextual() ? Optional.of(id.textValue()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // told where its structure is looked at
        }
    }

    private void patients(AccessRequest request, NamedPatient.By named, List<Finding> findings, List<Visible> looked) {
        var rows = store.findAll(named.targets(), Columns.SEARCH).values().stream()
                .filter(row -> !row.deleted())
                .toList();
        var visible = visibleRows.at(request, named.targets(), rows);
        looked.add(visible);
        var known = visible.rows().stream().map(RecordRow::key).toList();
        named.targets().stream()
                .filter(target -> !known.contains(target))
                .forEach(target -> findings.add(Finding.error(
                        "not-found",
                        named.expression() + ".reference",
                        "`%s` is not known here. Send it first, or in the same transaction.".formatted(target))));
    }

    private Visible current(AccessRequest request, ResourceKey key) {
        return visibleRows.at(
                request,
                List.of(key),
                store.find(key, Columns.SEARCH).filter(row -> !row.deleted()).stream()
                        .toList());
    }

    /** Whether a patient may change a decision is settled by what it says, when it is sent. */
    private boolean mayChange(Caller caller, RecordRow row) {
        return deciders.custodianships(caller).contains(row.custodian())
                || (caller.is(Role.OPERATOR) && row.custodian().equals(Custodians.EXCHANGE))
                || caller.is(Role.PATIENT)
                || row.type().equals("Consent");
    }

    private static Finding anothers(ResourceKey key) {
        return Finding.error(
                "forbidden",
                null,
                "`%s` was written by another facility, and only that facility may change or delete it. Ask it to, or record what you know as a resource of your own."
                        .formatted(key));
    }

    private static Optional<Visible> together(List<Visible> looked) {
        if (looked.isEmpty()) {
            return Optional.empty();
        }
        var bases = EnumSet.noneOf(LegalBasis.class);
        var persons = new LinkedHashSet<vn.lienthong.identity.Person>();
        looked.forEach(visible -> {
            bases.addAll(visible.bases());
            persons.addAll(visible.persons());
        });
        return Optional.of(new Visible(List.of(), bases, persons));
    }
}
