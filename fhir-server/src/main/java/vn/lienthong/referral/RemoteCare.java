package vn.lienthong.referral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import vn.lienthong.access.Directory;

/**
 * What the law asks of remote care between facilities (decree 96/2023, articles 87 and 88): its modes are kept apart, and
 * the facilities have a contract. A contract is an <a
 * href="https://hl7.org/fhir/R4/organizationaffiliation.html">OrganizationAffiliation</a> of the directory.
 */
@Component
class RemoteCare {

    /** System of the mode in {@code ServiceRequest.orderDetail}. */
    static final String MODES = "https://lienthong.vn/fhir/CodeSystem/remote-care-mode";

    /** System of {@code OrganizationAffiliation.code}. */
    static final String AFFILIATIONS = "https://lienthong.vn/fhir/CodeSystem/affiliation";

    static final String CONTRACT = "remote-care-contract";

    /** What a request that becomes a teleconsultation is. */
    private static final String SUPPORT = "facility-support";

    private static final Set<String> BETWEEN_FACILITIES = Set.of(SUPPORT, "multi-site", "via-facility");

    /** When video fails the same case goes on by the next of these. */
    private static final Set<String> MEANS = Set.of("video", "audio", "stills");

    private final ReferralProperties properties;
    private final Directory directory;

    RemoteCare(ReferralProperties properties, Directory directory) {
        this.properties = properties;
        this.directory = directory;
    }

    /** Fills in the mode of a teleconsultation that names none, and refuses one that is no referral. */
    static void fill(ObjectNode request, String place) {
        if (!ReferralRequest.categories(request).contains("teleconsultation")) {
            return;
        }
        var modes = modes(request);
        if (modes.isEmpty()) {
            request.withArray("orderDetail").add(Nodes.concept(MODES, SUPPORT));
        } else if (modes.size() > 1 || !BETWEEN_FACILITIES.contains(modes.getFirst())) {
            var allowed = BETWEEN_FACILITIES.stream()
                    .sorted()
                    .map(code -> "`" + code + "`")
                    .collect(Collectors.joining(", "));
            throw ReferralProblem.MODE.at(place + ".orderDetail", allowed);
        }
    }

    static List<String> modes(JsonNode request) {
        return Nodes.list(request.path("orderDetail")).stream()
                .flatMap(detail -> Nodes.codes(detail, MODES).stream())
                .toList();
    }

    /**
     * A move by which remote care begins, or goes to another facility, needs a contract, and keeps the mode in the Task;
     * other means are one of those that there are.
     */
    void check(ObjectNode task, Move move) {
        switch (move.transition().action()) {
            case SUBMIT -> begin(task, move);
            case CONVERT -> {
                task.withArray("input").add(mode(SUPPORT));
                mustHaveContract(move, move.task().owner(), "owner");
            }
            case REDIRECT -> {
                if (!move.task().parts("input", ReferralTask.MODE).isEmpty()) {
                    move.inputs()
                            .reference(Input.REDIRECT_TO)
                            .flatMap(to -> ReferralTask.organization(Nodes.reference(to)))
                            .ifPresent(to -> mustHaveContract(move, to, "input"));
                }
            }
            case CHANGE_MEANS -> {
                if (move.inputs().text(Input.MEANS).filter(MEANS::contains).isEmpty()) {
                    throw ReferralProblem.INPUT_WRONG.at(
                            move.place() + ".input", Input.MEANS.code(), "`valueCode` `video` / `audio` / `stills`");
                }
            }
            default -> {}
        }
    }

    private void begin(ObjectNode task, Move move) {
        move.task()
                .request()
                .flatMap(move.lookup()::hold)
                .map(held -> modes(held.json()))
                .filter(modes -> !modes.isEmpty())
                .ifPresent(modes -> {
                    task.withArray("input").add(mode(modes.getFirst()));
                    mustHaveContract(move, move.task().owner(), "owner");
                });
    }

    private static ObjectNode mode(String code) {
        return Nodes.part(ReferralTask.MODE).put("valueCode", code);
    }

    private void mustHaveContract(Move move, String performer, String element) {
        if (!mayConsult(move.task().requester(), performer, move.now())) {
            throw ReferralProblem.CONTRACT.at(move.place() + "." + element);
        }
    }

    /**
     * Whether one facility may treat the other's patients from afar.
     *
     * @param one id of an Organization
     * @param other id of another
     */
    boolean mayConsult(String one, String other, Instant now) {
        if (!properties.contracts()) {
            return true;
        }
        var both = Stream.of(one, other).map(id -> "Organization/" + id).toList();
        var named = List.of(String.join(",", both));
        return directory
                .find(
                        "OrganizationAffiliation",
                        Map.of("primary-organization", named, "participating-organization", named))
                .stream()
                .anyMatch(affiliation -> isContract(affiliation, now) && joins(affiliation, both));
    }

    private static boolean isContract(JsonNode affiliation, Instant now) {
        return affiliation.path("active").asBoolean(true)
                && Nodes.list(affiliation.path("code")).stream()
                        .anyMatch(code -> Nodes.codes(code, AFFILIATIONS).contains(CONTRACT))
                && !start(affiliation.at("/period/start").asText()).isAfter(now)
                && end(affiliation.at("/period/end").asText()).isAfter(now);
    }

    private static boolean joins(JsonNode affiliation, List<String> both) {
        var named = List.of(
                affiliation.at("/organization/reference").asText(),
                affiliation.at("/participatingOrganization/reference").asText());
        return Set.copyOf(both).equals(Set.copyOf(named));
    }

    /** A contract that does not say when it began began long ago; one whose time is vague proves nothing. */
    private static Instant start(String time) {
        return time.isEmpty() ? Instant.MIN : Moments.start(time).orElse(Instant.MAX);
    }

    private static Instant end(String time) {
        return time.isEmpty() ? Instant.MAX : Moments.end(time).orElse(Instant.MIN);
    }
}
