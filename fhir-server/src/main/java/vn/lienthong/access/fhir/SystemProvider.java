package vn.lienthong.access.fhir;

import ca.uhn.fhir.rest.annotation.History;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.annotation.Transaction;
import ca.uhn.fhir.rest.annotation.TransactionParam;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import vn.lienthong.access.Batches;
import vn.lienthong.access.ReturnPreference;

/** <a href="https://hl7.org/fhir/R4/http.html#general">Interactions of the whole system</a>. */
final class SystemProvider {

    private final Door door;
    private final Batches batches;

    SystemProvider(Door door, Batches batches) {
        this.door = door;
        this.batches = batches;
    }

    @History
    public Bundle history(ServletRequestDetails details) {
        var request = door.requests().of(details);
        var versions = door.systemHistory().of(request, Optional.empty(), Requests.parameters(details));
        return door.answers().bundle(versions, request.now());
    }

    @Search(allowUnknownParams = true)
    public Bundle search(ServletRequestDetails details) {
        var request = door.requests().of(details);
        var given = Requests.parameters(details);
        boolean lenient = Requests.lenient(details);
        var found = CompartmentRequests.patientOf(details)
                .map(patient -> door.systemSearch().record(request, patient, given, lenient))
                .orElseGet(() -> door.systemSearch().search(request, given, lenient));
        return door.answers().bundle(found, request.now());
    }

    @Transaction
    public Bundle process(@TransactionParam Bundle shell, ServletRequestDetails details) {
        var request = door.requests().of(details);
        var answer = batches.process(
                request, RequestBodies.json(details), Requests.preference(details, ReturnPreference.MINIMAL));
        return door.answers().bundle(answer, request.now());
    }
}
