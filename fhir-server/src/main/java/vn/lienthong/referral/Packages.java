package vn.lienthong.referral;

import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.lienthong.access.WriteRule.Lookup;
import vn.lienthong.shared.ResourceKey;

/** What goes along with a request. */
@Component
class Packages {

    private final ReferralProperties properties;

    Packages(ReferralProperties properties) {
        this.properties = properties;
    }

    /** The request of a Task, which its author's facility wrote about the same patient. */
    ReferralRequest request(ReferralTask task, Lookup lookup, String place) {
        return task.request()
                .flatMap(lookup::hold)
                .filter(found -> lookup.own().contains(found.custodian()) && ReferralRequest.isOne(found.json()))
                .map(found -> new ReferralRequest(found.json()))
                .filter(request -> request.subject().equals(task.patient())
                        && !task.patient().isEmpty())
                .orElseThrow(() -> ReferralProblem.REQUEST_MISSING.at(place + ".focus"));
    }

    /** What the request names now; only what the referring facility may send along. */
    List<String> of(ReferralRequest request, Lookup lookup, String place) {
        var named = request.supporting();
        if (named.size() > properties.maxPackage()) {
            throw ReferralProblem.PACKAGE.at(place, properties.maxPackage());
        }
        var found = lookup.find(named);
        boolean own = named.stream().allMatch(key -> {
            var each = found.get(key);
            return each != null && lookup.own().contains(each.custodian()) && ofPatient(each.json(), request.subject());
        });
        if (!own) {
            throw ReferralProblem.PACKAGE.at(place, properties.maxPackage());
        }
        return named.stream().map(ResourceKey::toString).toList();
    }

    private static boolean ofPatient(com.fasterxml.jackson.databind.JsonNode resource, String patient) {
        return Set.of("subject", "patient", "for", "beneficiary").stream()
                .anyMatch(element ->
                        resource.at("/" + element + "/reference").asText().equals(patient));
    }
}
