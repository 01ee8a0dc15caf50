package vn.lienthong.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.lienthong.directory.Facilities;
import vn.lienthong.directory.Facility;
import vn.lienthong.security.Caller;
import vn.lienthong.shared.Issue;

/** Who causes an access: without a name among all staff nobody could be asked about it, or be let in. */
@Component
class Practitioners {

    /** System of the accounts' ids, the claim {@code sub}. */
    static final String ACCOUNTS = "https://lienthong.vn/fhir/sid/account";

    private final Facilities facilities;

    Practitioners(Facilities facilities) {
        this.facilities = facilities;
    }

    /** Such as {@code Practitioner/x}. */
    static String reference(Caller caller) {
        return caller.practitioner()
                .map(id -> "Practitioner/" + id)
                .orElseThrow(() -> Issue.forbidden("This needs the claim `practitioner`, which the token does not have."
                        + " Ask the operator to complete this account."));
    }

    /** {@code Task.requester}: the practitioner, and the account that was used. */
    static ObjectNode requester(Caller caller) {
        var requester = ResourceNodes.reference(reference(caller));
        requester.putObject("identifier").put("system", ACCOUNTS).put("value", caller.userId());
        return requester;
    }

    /** The Organization of the facility where the caller works, such as {@code Organization/x}. */
    Optional<String> organization(Caller caller) {
        return caller.facility()
                .flatMap(code -> facilities.find(code.value()))
                .map(Facility::organizationId)
                .map(id -> "Organization/" + id);
    }
}
