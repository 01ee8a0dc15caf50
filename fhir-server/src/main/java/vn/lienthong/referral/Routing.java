package vn.lienthong.referral;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.lienthong.access.AccessRequest;
import vn.lienthong.access.Directory;
import vn.lienthong.access.PatientWill;
import vn.lienthong.access.SingleReading;
import vn.lienthong.directory.Facility;
import vn.lienthong.referral.ReferralCases.Load;
import vn.lienthong.shared.ResourceKey;

/**
 * Who could take a request: facilities that have a <a
 * href="https://hl7.org/fhir/R4/healthcareservice.html">HealthcareService</a> of the specialty asked for, of the
 * referrer's level or above it, that the patient does not refuse and that did not give the case back already.
 *
 * <p>The nearest level comes first, so that a hospital above is asked for what only it can do; then who is not behind with
 * its cases, then who has the fewest, then who answers soonest.
 */
@Component
public class Routing {

    private static final List<String> LEVELS = List.of("commune", "district", "provincial", "central");

    /** Ends by which a facility did not do it. */
    private static final Set<String> GIVEN_BACK =
            Set.of(State.DECLINED.code(), State.FAILED.code(), State.EXPIRED.code(), State.REDIRECTED.code());

    private final Directory directory;
    private final PatientWill will;
    private final SingleReading reading;
    private final Parties parties;
    private final RemoteCare remoteCare;
    private final ReferralCases cases;

    Routing(
            Directory directory,
            PatientWill will,
            SingleReading reading,
            Parties parties,
            RemoteCare remoteCare,
            ReferralCases cases) {
        this.directory = directory;
        this.will = will;
        this.reading = reading;
        this.parties = parties;
        this.remoteCare = remoteCare;
        this.cases = cases;
    }

    /**
     * One of them.
     *
     * @param services ids of the HealthcareServices for which it was found
     */
    public record Performer(Facility facility, List<String> services, Load load) {}

    /** For who may see the request, the best first. */
    public List<Performer> performers(AccessRequest request, String requestId) {
        var read = reading.read(request, new ResourceKey("ServiceRequest", requestId));
        if (!ReferralRequest.isOne(read.json())) {
            throw ReferralProblem.NOT_A_REQUEST.at(null);
        }
        return performers(new ReferralRequest(read.json()), read.custodian(), request.now());
    }

    /** @param referrer code of the facility that asks */
    List<Performer> performers(ReferralRequest request, String referrer, Instant now) {
        var own = parties.ofCode(referrer);
        var out = new HashSet<String>();
        cases.ofRequest(request.json().path("id").asText()).stream()
                .filter(one -> one.open() || GIVEN_BACK.contains(one.state()))
                .forEach(one -> out.add(one.performer()));
        out.add(referrer);
        var found = new LinkedHashMap<Facility, List<String>>();
        for (var service : services(request)) {
            ReferralTask.organization(service.path("providedBy"))
                    .flatMap(parties::facility)
                    .filter(facility -> !out.contains(facility.code()))
                    .filter(facility -> own.isEmpty() || rank(facility) >= rank(own.get()))
                    .ifPresent(facility -> found.computeIfAbsent(facility, _ -> new ArrayList<>())
                            .add(service.path("id").asText()));
        }
        found.keySet().removeIf(facility -> !possible(request, own, facility, now));
        return ordered(found, now);
    }

    private List<JsonNode> services(ReferralRequest request) {
        var specialties = request.specialties();
        var criteria = specialties.isEmpty()
                ? Map.of("active", List.of("true"))
                : Map.of("active", List.of("true"), "specialty", List.of(String.join(",", specialties)));
        return List.copyOf(directory.find("HealthcareService", criteria));
    }

    private boolean possible(ReferralRequest request, Optional<Facility> own, Facility facility, Instant now) {
        boolean contracted = RemoteCare.modes(request.json()).isEmpty()
                || own.isEmpty()
                || remoteCare.mayConsult(own.get().organizationId(), facility.organizationId(), now);
        return contracted && !will.refuses(request.subject(), facility.code(), now);
    }

    private List<Performer> ordered(Map<Facility, List<String>> found, Instant now) {
        var codes = new HashSet<String>();
        found.keySet().forEach(facility -> codes.add(facility.code()));
        var loads = cases.loads(codes, State.OF_PERFORMER, now);
        return found.entrySet().stream()
                .map(one -> new Performer(
                        one.getKey(),
                        List.copyOf(one.getValue()),
                        loads.getOrDefault(one.getKey().code(), Load.NONE)))
                .sorted(Comparator.comparingInt((Performer one) -> rank(one.facility()))
                        .thenComparing(one -> one.load().late() > 0)
                        .thenComparing(one -> one.load().open())
                        .thenComparing(one -> one.load().answered().orElse(Double.MAX_VALUE))
                        .thenComparing(one -> one.facility().code()))
                .toList();
    }

    private static int rank(Facility facility) {
        int rank = LEVELS.indexOf(facility.level());
        return rank < 0 ? LEVELS.size() : rank;
    }
}
