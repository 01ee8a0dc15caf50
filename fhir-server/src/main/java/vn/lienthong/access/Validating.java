package vn.lienthong.access;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.lienthong.access.ValidationRequest.Mode;
import vn.lienthong.audit.AuditOutcome;
import vn.lienthong.record.Packing;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.RecordStore;
import vn.lienthong.record.RecordStore.Columns;
import vn.lienthong.record.ResourceReader;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Interaction;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;
import vn.lienthong.validation.Finding;
import vn.lienthong.validation.Validation;
import vn.lienthong.validation.ValidationProperties;

/**
 * <a href="https://hl7.org/fhir/R4/resource-operation-validate.html">$validate</a> of what is sent, or of what is stored
 * as far as the caller may see it. What the exchange itself asks of a write is said too, in the words of the write.
 */
@Component
public class Validating {

    private final Gate gate;
    private final RecordStore store;
    private final VisibleRows visibleRows;
    private final ChangeForecast forecast;
    private final Validation validation;
    private final ResourceReader reader;
    private final Packing packing;
    private final Auditing auditing;
    private final ValidationProperties properties;

    Validating(
            Gate gate,
            RecordStore store,
            VisibleRows visibleRows,
            ChangeForecast forecast,
            Validation validation,
            ResourceReader reader,
            Packing packing,
            Auditing auditing,
            ValidationProperties properties) {
        this.gate = gate;
        this.store = store;
        this.visibleRows = visibleRows;
        this.forecast = forecast;
        this.validation = validation;
        this.reader = reader;
        this.packing = packing;
        this.auditing = auditing;
        this.properties = properties;
    }

    /** @return an OperationOutcome as JSON */
    public String outcome(AccessRequest request, ValidationRequest asked) {
        gate.check(request, Interaction.VALIDATE, asked.type());
        var mode = asked.mode();
        var profiles = asked.profiles();
        mayChange(request, asked.type(), mode);
        if (asked.text().isEmpty() && asked.id().isEmpty()) {
            throw Issue.malformed(
                    "required",
                    null,
                    "Send a %1$s as the body, or as `resource` of Parameters; or name a stored one: `%1$s/[id]/$validate`."
                            .formatted(asked.type()));
        }
        if (mode == Mode.DELETE && asked.id().isEmpty()) {
            throw Issue.malformed(
                    "required", null, "Mode `delete` names the resource: `%s/[id]/$validate`.".formatted(asked.type()));
        }
        asked.text().ifPresent(this::mustBeBounded);
        return mode == Mode.DELETE
                ? deletion(request, asked)
                : asked.text().isPresent() ? sent(request, asked, mode, profiles) : stored(request, asked, profiles);
    }

    /** Whoever could not do it is told so, as by the change itself. */
    private void mayChange(AccessRequest request, String type, Mode mode) {
        switch (mode) {
            case CREATE -> gate.check(request, Interaction.CREATE, type);
            case UPDATE -> gate.check(request, Interaction.UPDATE, type);
            case DELETE -> gate.check(request, Interaction.DELETE, type);
            case PROFILE, CONTENT -> {}
        }
    }

    private void mustBeBounded(String text) {
        if (text.length() > properties.maxBody().toBytes()) {
            throw Issue.tooLarge("A resource of at most %d bytes is validated. Validate its parts one by one."
                    .formatted(properties.maxBody().toBytes()));
        }
    }

    private String deletion(AccessRequest request, ValidationRequest asked) {
        var change = forecast.deletion(request, asked.addressed().orElseThrow());
        return answered(request, asked, change.looked(), change.findings());
    }

    private String sent(AccessRequest request, ValidationRequest asked, Mode mode, List<String> profiles) {
        var text = asked.text().orElseThrow();
        var findings = new ArrayList<>(misshapen(asked, text));
        if (findings.isEmpty()) {
            findings.addAll(validation.findings(text, profiles));
        }
        var looked = Optional.<Visible>empty();
        if (mode == Mode.CREATE || mode == Mode.UPDATE) {
            var change = forecast.write(
                    request, asked, mode == Mode.UPDATE, findings.stream().noneMatch(Finding::isError));
            findings.addAll(change.findings());
            looked = change.looked();
        }
        return answered(request, asked, looked, findings);
    }

    /** The exchange's own words for what is no resource of this type: they come with place and cure. */
    private List<Finding> misshapen(ValidationRequest asked, String text) {
        if (asked.xml()) {
            return List.of();
        }
        try {
            reader.refuse(asked.type(), text.getBytes(StandardCharsets.UTF_8), "");
            return List.of();
        } catch (ExchangeException e) {
            return errors(e);
        }
    }

    static List<Finding> errors(ExchangeException e) {
        return e.issue().details().stream()
                .map(detail -> Finding.error(detail.code(), detail.expression(), detail.diagnostics()))
                .toList();
    }

    private String stored(AccessRequest request, ValidationRequest asked, List<String> profiles) {
        gate.check(request, Interaction.READ, asked.type());
        var key = asked.addressed().orElseThrow();
        var visible = visibleRows.at(
                request, List.of(key), store.find(key, Columns.SEARCH).stream().toList());
        if (visible.rows().isEmpty()) {
            auditing.absent(request, Interaction.VALIDATE, key, visible.patients());
            throw Issue.unknown(key);
        }
        var row = visible.rows().getFirst();
        if (row.deleted()) {
            auditing.permitted(request, Interaction.VALIDATE, key.type(), Optional.of(key.id()), visible);
            throw Issue.deleted(key, row.version());
        }
        var text = body(row);
        mustBeBounded(text);
        return answered(request, asked, Optional.of(visible), validation.findings(text, profiles));
    }

    private String body(RecordRow row) {
        var opened = store.withBodies(List.of(row)).getFirst();
        return new String(packing.unpack(opened.requireBody()), StandardCharsets.UTF_8);
    }

    private String answered(
            AccessRequest request, ValidationRequest asked, Optional<Visible> looked, List<Finding> findings) {
        var id = asked.id().filter(ResourceKey::isId);
        if (looked.isPresent()) {
            auditing.permitted(request, Interaction.VALIDATE, asked.type(), id, looked.get());
        } else {
            auditing.append(auditing.entry(request, Interaction.VALIDATE, AuditOutcome.SUCCESS)
                    .withTarget(asked.type(), id.orElse(null)));
        }
        return ValidationOutcome.of(findings);
    }
}
