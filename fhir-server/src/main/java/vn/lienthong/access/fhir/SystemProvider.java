package vn.lienthong.access.fhir;

import ca.uhn.fhir.rest.annotation.Transaction;
import ca.uhn.fhir.rest.annotation.TransactionParam;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import org.hl7.fhir.r4.model.Bundle;
import vn.lienthong.access.Batches;
import vn.lienthong.access.ReturnPreference;

/** <a href="https://hl7.org/fhir/R4/http.html#transaction">batch and transaction</a>. */
final class SystemProvider {

    private final Door door;
    private final Batches batches;

    SystemProvider(Door door, Batches batches) {
        this.door = door;
        this.batches = batches;
    }

    @Transaction
    public Bundle process(@TransactionParam Bundle shell, ServletRequestDetails details) {
        var request = door.requests().of(details);
        var answer = batches.process(
                request, RequestBodies.json(details), Requests.preference(details, ReturnPreference.MINIMAL));
        return door.answers().bundle(answer, request.now());
    }
}
