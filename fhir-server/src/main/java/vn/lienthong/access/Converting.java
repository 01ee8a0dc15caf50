package vn.lienthong.access;

import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import vn.lienthong.audit.AuditOutcome;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Interaction;

/**
 * Another form of what the caller sends: <a href="https://hl7.org/fhir/R4/resource-operation-convert.html">$convert</a>.
 * Nothing that is stored is looked at; that it was asked is on record all the same.
 */
@Component
public class Converting {

    private final Gate gate;
    private final Auditing auditing;

    Converting(Gate gate, Auditing auditing) {
        this.gate = gate;
        this.auditing = auditing;
    }

    public <T> T convert(AccessRequest request, Supplier<T> conversion) {
        gate.check(request, Interaction.CONVERT, "Resource");
        try {
            var converted = conversion.get();
            auditing.append(auditing.entry(request, Interaction.CONVERT, AuditOutcome.SUCCESS));
            return converted;
        } catch (ExchangeException e) {
            auditing.append(auditing.entry(request, Interaction.CONVERT, AuditOutcome.FAILURE));
            throw e;
        }
    }
}
