package vn.lienthong.referral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import vn.lienthong.access.Summaries;
import vn.lienthong.access.WriteRule.Lookup;
import vn.lienthong.access.WriteRule.Stored;
import vn.lienthong.shared.ResourceKey;
import vn.lienthong.shared.UuidV7;

/** What goes along with a request. */
@Component
class Packages {

    private final ReferralProperties properties;
    private final Summaries summaries;
    private final UuidV7 ids;

    Packages(ReferralProperties properties, Summaries summaries, UuidV7 ids) {
        this.properties = properties;
        this.summaries = summaries;
        this.ids = ids;
    }

    /** What the referring facility knows of the patient at this moment, as a document that does not change any more. */
    ObjectNode summary(Move move) {
        var patient = ResourceKey.ofReference(move.task().patient())
                .orElseThrow(() -> ReferralProblem.REQUEST_MISSING.at(move.place() + ".for"));
        return summaries.toSend(move.request(), patient.id()).put("id", ids.next());
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
        return chosen(request, lookup, place).keySet().stream()
                .map(ResourceKey::toString)
                .toList();
    }

    /** The same, where it fits into a case beside its summary. */
    List<String> of(ReferralRequest request, JsonNode summary, Lookup lookup, String place) {
        var chosen = chosen(request, lookup, place);
        fits(summary, chosen.values(), place);
        return chosen.keySet().stream().map(ResourceKey::toString).toList();
    }

    private Map<ResourceKey, Stored> chosen(ReferralRequest request, Lookup lookup, String place) {
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
        var chosen = new LinkedHashMap<ResourceKey, Stored>();
        named.forEach(key -> chosen.put(key, Objects.requireNonNull(found.get(key))));
        return chosen;
    }

    private void fits(JsonNode summary, Collection<Stored> chosen, String place) {
        long size = size(summary)
                + chosen.stream().mapToLong(each -> size(each.json())).sum();
        var most = properties.maxPackageSize();
        if (size > most.toBytes()) {
            throw ReferralProblem.PACKAGE_SIZE.at(place, DataSize.ofBytes(size).toKilobytes(), most.toKilobytes());
        }
    }

    private static long size(JsonNode resource) {
        return resource.toString().getBytes(StandardCharsets.UTF_8).length;
    }

    private static boolean ofPatient(JsonNode resource, String patient) {
        return Set.of("subject", "patient", "for", "beneficiary").stream()
                .anyMatch(element ->
                        resource.at("/" + element + "/reference").asText().equals(patient));
    }
}
