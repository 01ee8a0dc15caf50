package vn.lienthong.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.lienthong.consent.CallingFacility;
import vn.lienthong.consent.ConsentEngine;
import vn.lienthong.consent.DefaultPolicy;
import vn.lienthong.consent.FacilityLevel;
import vn.lienthong.consent.Policy;
import vn.lienthong.consent.Purpose;
import vn.lienthong.consent.Request;
import vn.lienthong.consent.Row;
import vn.lienthong.directory.Facility;
import vn.lienthong.record.ResourceJson;

/**
 * The examples of <a href="https://profiles.ihe.net/ITI/PCF/artifacts.html">IHE PCF</a> give the decisions that their
 * descriptions state. {@code PCF_EXAMPLES} names a folder with the resources of the guide as JSON; without it there is
 * nothing to read. The project's own Consents of the same kinds are always decided, in {@code ConsentDecisionsTest}.
 */
@DisplayName("The examples of PCF")
@EnabledIfEnvironmentVariable(named = "PCF_EXAMPLES", matches = ".+")
class PcfExamplesTest {

    /** Their words disagree with each other; the reading that is tested is the one of the provisions themselves. */
    private static final Map<String, String> CONTRADICTORY = Map.of(
            "ex-consent-intermediate-not-data",
            "title and first sentence exclude an author's data, provision and last sentence one Observation",
            "ex-consent-intermediate-not-encounter",
            "title and first sentence exclude an author's data, provision and last sentence those of an encounter",
            "ex-consent-intermediate-not-authoredby",
            "the description excludes the author's data, the residual rule in its notes permits them",
            "ex-consent-advanced-normal-not-restricted",
            "the title allows restricted data, description and provision do not",
            "ex-consent-intermediate-purpose",
            "the description speaks of a policy of its own for research, the Consent names the basic one");

    /** PCF lets {@code R}, or a name, open what carries a sensitive topic; here the topic itself must be named. */
    private static final Set<String> STRICTER_HERE = Set.of(
            "ex-consent-advanced-normal-restricted alcoholUse",
            "ex-consent-advanced-normal-focused-restricted alcoholUse",
            "ex-consent-advanced-normal-break-glass-restricted alcoholUse",
            "ex-consent-intermediate-data alcoholUse");

    private static final Instant JUNE_2022 = Instant.parse("2022-06-20T03:00:00Z");
    private static final String PRACTITIONER = "Practitioner/ex-practitioner";
    private static final String CLERK = "Practitioner/ex-clerk";
    private static final Facility RESEARCHER = new Facility(
            "99001", "ex-org-researcher", "research house", "other", Optional.empty(), false, true, Set.of());
    private static final StoredRows ROWS = new StoredRows(List.of(RESEARCHER));

    /** @param permits what PCF states */
    private record Statement(String consent, Request request, String row, boolean permits) {
        @Override
        public String toString() {
            return "%s: %s for %s at %s, %s"
                    .formatted(
                            consent, request.practitioner(), request.purpose().code(), request.now(), row);
        }
    }

    static Stream<Statement> statements() {
        return Stream.of(usual(), intermediate(), research(), breakGlass(), advanced())
                .flatMap(statements -> statements);
    }

    private static Stream<Statement> usual() {
        var afterwards = Instant.parse("2023-01-02T03:00:00Z");
        return Stream.of(
                        Stream.of("ex-consent-basic-treat", "ex-consent-basic-ink", "ex-consent-basic-treat-infant")
                                .flatMap(id -> Stream.of(
                                        says(id, PRACTITIONER, "TREAT", "weight", true),
                                        says(id, CLERK, "HPAYMT", "weight", true),
                                        says(id, CLERK, "HOPERAT", "bloodSugar", true),
                                        says(id, PRACTITIONER, "HRESCH", "weight", false))),
                        Stream.of("TREAT", "HPAYMT", "HOPERAT")
                                .map(purpose ->
                                        says("ex-consent-basic-reject", PRACTITIONER, purpose, "weight", false)),
                        Stream.of(
                                says("ex-consent-basic-research", PRACTITIONER, "HRESCH", "weight", true),
                                says("ex-consent-basic-research", PRACTITIONER, "TREAT", "weight", false),
                                says("ex-consent-expired-treat", PRACTITIONER, "TREAT", "weight", true),
                                new Statement(
                                        "ex-consent-expired-treat",
                                        at(afterwards, PRACTITIONER, "TREAT").build(),
                                        "weight",
                                        false)))
                .flatMap(statements -> statements);
    }

    private static Stream<Statement> intermediate() {
        return Stream.of(
                treats("ex-consent-intermediate-timeframe", "of 2022", true),
                treats("ex-consent-intermediate-timeframe", "weight", false),
                treats("ex-consent-intermediate-not-timeframe", "of 2022", false),
                treats("ex-consent-intermediate-not-timeframe", "weight", true),
                treats("ex-consent-intermediate-authoredby", "by the practitioner", true),
                treats("ex-consent-intermediate-authoredby", "weight", false),
                treats("ex-consent-intermediate-not-authoredby", "by the practitioner", false),
                treats("ex-consent-intermediate-not-authoredby", "weight", true),
                treats("ex-consent-intermediate-encounter", "weight", true),
                treats("ex-consent-intermediate-encounter", "encounter", true),
                treats("ex-consent-intermediate-encounter", "of no encounter", false),
                treats("ex-consent-intermediate-not-encounter", "weight", false),
                treats("ex-consent-intermediate-not-encounter", "of no encounter", true),
                treats("ex-consent-intermediate-data", "weight", true),
                treats("ex-consent-intermediate-data", "weight-2", true),
                treats("ex-consent-intermediate-data", "bloodPressure", true),
                treats("ex-consent-intermediate-data", "bloodSugar", true),
                treats("ex-consent-intermediate-data", "encounter", true),
                treats("ex-consent-intermediate-data", "alcoholUse", true),
                treats("ex-consent-intermediate-data", "of 2022", false),
                treats("ex-consent-intermediate-not-data", "alcoholUse", false),
                treats("ex-consent-intermediate-not-data", "weight", true));
    }

    private static Stream<Statement> research() {
        var fooBar = new Purpose("http://example.org/policies/purposeOfUse|FooBar");
        var researcher = Request.at(JUNE_2022)
                .facility(new CallingFacility(RESEARCHER.code(), FacilityLevel.OTHER, false, false));
        var id = "ex-consent-intermediate-purpose";
        return Stream.of(
                new Statement(id, researcher.purpose(fooBar).build(), "weight", true),
                new Statement(id, researcher.purpose(Purpose.TREAT).build(), "weight", false),
                new Statement(
                        id, at(JUNE_2022, PRACTITIONER, "TREAT").purpose(fooBar).build(), "weight", false));
    }

    private static Stream<Statement> breakGlass() {
        var dissent = "ex-dissent-intermediate-break-glass";
        var restricted = "ex-consent-advanced-normal-break-glass-restricted";
        return Stream.of(
                says(dissent, PRACTITIONER, "BTG", "weight", true),
                says(dissent, PRACTITIONER, "TREAT", "weight", false),
                says(dissent, CLERK, "BTG", "weight", false),
                says(restricted, PRACTITIONER, "TREAT", "weight", true),
                says(restricted, PRACTITIONER, "TREAT", "restricted", false),
                says(restricted, PRACTITIONER, "BTG", "restricted", true),
                says(restricted, PRACTITIONER, "BTG", "alcoholUse", true),
                says(restricted, CLERK, "BTG", "restricted", false));
    }

    private static Stream<Statement> advanced() {
        return Stream.of(
                treats("ex-consent-advanced-normal", "weight", true),
                treats("ex-consent-advanced-normal", "restricted", false),
                treats("ex-consent-advanced-normal", "alcoholUse", false),
                treats("ex-consent-advanced-normal-restricted", "weight", true),
                treats("ex-consent-advanced-normal-restricted", "restricted", true),
                treats("ex-consent-advanced-normal-restricted", "alcoholUse", true),
                treats("ex-consent-advanced-normal-not-restricted", "weight", true),
                treats("ex-consent-advanced-normal-not-restricted", "restricted", false),
                treats("ex-consent-advanced-normal-focused-restricted", "restricted", true),
                treats("ex-consent-advanced-normal-focused-restricted", "alcoholUse", true),
                says("ex-consent-advanced-normal-focused-restricted", CLERK, "TREAT", "restricted", false),
                says("ex-consent-advanced-normal-focused-restricted", CLERK, "TREAT", "weight", true),
                treats("ex-consent-advanced-normal-focused-psy", "PSY", true),
                treats("ex-consent-advanced-normal-focused-psy", "SDV", false),
                says("ex-consent-advanced-normal-focused-psy", CLERK, "TREAT", "PSY", false),
                treats("ex-consent-advanced-normal-focused-psy-or-sdv", "PSY", true),
                treats("ex-consent-advanced-normal-focused-psy-or-sdv", "SDV", true),
                says("ex-consent-advanced-normal-focused-psy-or-sdv", CLERK, "TREAT", "SDV", false),
                says("ex-consent-advanced-normal-focused-psy-or-sdv", CLERK, "TREAT", "weight", true));
    }

    private static Statement treats(String consent, String row, boolean permits) {
        return says(consent, PRACTITIONER, "TREAT", row, permits);
    }

    private static Statement says(String consent, String who, String purpose, String row, boolean permits) {
        return new Statement(consent, at(JUNE_2022, who, purpose).build(), row, permits);
    }

    /** In the privileged group if the group's resource says so. */
    private static Request.Builder at(Instant now, String practitioner, String purpose) {
        var privileged = ROWS.members(example("Group", "ex-privilegedUsers")).stream()
                .anyMatch(member -> member.practitioner().equals(Optional.of(practitioner)));
        var request = Request.at(now).practitioner(practitioner).purpose(new Purpose(purpose));
        return privileged ? request.careTeam("Group/ex-privilegedUsers") : request;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("statements")
    @DisplayName("are decided as they say")
    void decided(Statement statement) {
        var consent = ROWS.consent(example("Consent", statement.consent()));
        var policy = new Policy(List.of(consent), DefaultPolicy.OPT_IN);
        var decision = ConsentEngine.decide(statement.request(), row(statement.row()), policy);
        boolean stricter = STRICTER_HERE.contains(statement.consent() + " " + statement.row());
        assertThat(decision.permits()).as("%s", decision).isEqualTo(statement.permits() && !stricter);
    }

    @Test
    @DisplayName("are all among the statements, those that contradict themselves with the reason")
    void complete() throws IOException {
        Set<String> stated = statements().map(Statement::consent).collect(Collectors.toCollection(TreeSet::new));
        try (var files = Files.list(Path.of(System.getenv("PCF_EXAMPLES")))) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.matches("Consent-.*\\.json"))
                            .map(name -> name.substring("Consent-".length(), name.length() - ".json".length())))
                    .containsExactlyInAnyOrderElementsOf(stated);
        }
        assertThat(stated).containsAll(CONTRADICTORY.keySet());
    }

    /** An example of the guide, or its weight with one thing changed. */
    private static Row row(String name) {
        var weight = (ObjectNode) example("Observation", "ex-weight");
        var json = switch (name) {
            case "encounter" -> example("Encounter", "ex-encounter");
            case "of 2022" -> weight.put("id", "other").put("effectiveDateTime", "2022-06-13");
            case "by the practitioner" -> {
                weight.putArray("performer").addObject().put("reference", PRACTITIONER);
                yield weight;
            }
            case "of no encounter" -> weight.without("encounter");
            case "restricted" -> labelled(weight, "R");
            case "PSY", "SDV" -> labelled(weight, "R", name);
            default -> example("Observation", "ex-" + name);
        };
        return ROWS.row(json, "22001", JUNE_2022);
    }

    private static JsonNode labelled(ObjectNode resource, String... labels) {
        var security = resource.putObject("meta").putArray("security");
        Stream.of(labels).forEach(label -> security.addObject().put("code", label));
        return resource;
    }

    private static JsonNode example(String type, String id) {
        try {
            return ResourceJson.MAPPER.readTree(Path.of(System.getenv("PCF_EXAMPLES"), type + "-" + id + ".json")
                    .toFile());
        } catch (IOException absent) {
            throw new UncheckedIOException(absent);
        }
    }
}
