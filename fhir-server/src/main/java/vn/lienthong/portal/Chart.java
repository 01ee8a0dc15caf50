package vn.lienthong.portal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A person's history as a clinician reads it: who it is, what must not be overlooked, and section by section the newest
 * first. The same from two facilities is shown once, with both.
 *
 * @param sections in the order of {@link PatientsPage#SECTIONS}, only those that have something
 * @param facilities names by code, of whom something is here
 */
record Chart(
        Banner banner, List<Item> alerts, List<Section> sections, List<Trend> trends, Map<String, String> facilities) {

    /** So many of a section are shown at first: a screen, or two. */
    private static final int FIRST = 15;

    /** What a reader chose: one section as a whole, one facility alone. */
    record View(String all, String facility, LocalDate today) {}

    record Banner(String name, String birth, String age, String gender, String number, String insurance) {}

    /** @param more how many of it are not shown */
    record Section(String name, List<Item> items, int more) {}

    /**
     * One line of a section.
     *
     * @param when as FHIR has it, to sort by
     * @param flag {@code H}, {@code L} or another code of interpretation; empty for what is ordinary
     * @param level of care, for the colour of an encounter
     */
    record Item(String key, String title, String detail, String when, String flag, String level, Set<String> sources) {

        /** The facilities that say it. */
        public String from() {
            return sources.stream().sorted().collect(Collectors.joining(", "));
        }

        public String date() {
            return Shown.date(when);
        }

        Item and(Item same) {
            var both = new LinkedHashSet<>(sources);
            both.addAll(same.sources());
            return new Item(key, title, detail, when, flag, level, both);
        }
    }

    static Chart of(String id, List<JsonNode> resources, Map<String, String> facilities, View view) {
        var sections = new LinkedHashMap<String, Map<String, Item>>();
        PatientsPage.SECTIONS.forEach(name -> sections.put(name, new LinkedHashMap<>()));
        var alerts = new LinkedHashMap<String, Item>();
        var trends = new Trends();
        for (var resource : resources) {
            var code = Shown.custodian(resource);
            if (!view.facility().isEmpty() && !view.facility().equals(code)) {
                continue;
            }
            ChartItems.of(resource, facilities.getOrDefault(code, code)).ifPresent(line -> {
                var into = line.section().equals("alerts") ? alerts : sections.get(line.section());
                if (into != null) {
                    into.merge(line.item().key(), line.item(), Item::and);
                }
            });
            trends.add(resource);
        }
        return new Chart(
                banner(id, resources, view.today()),
                List.copyOf(alerts.values()),
                shown(sections, view),
                trends.all(),
                new TreeMap<>(facilities));
    }

    private static List<Section> shown(Map<String, Map<String, Item>> sections, View view) {
        return sections.entrySet().stream()
                .filter(section -> !section.getValue().isEmpty())
                .map(section -> {
                    var items = section.getValue().values().stream()
                            .sorted((one, other) -> other.when().compareTo(one.when()))
                            .toList();
                    int limit = view.all().equals(section.getKey()) ? items.size() : Math.min(FIRST, items.size());
                    return new Section(section.getKey(), items.subList(0, limit), items.size() - limit);
                })
                .toList();
    }

    private static Banner banner(String id, List<JsonNode> resources, LocalDate today) {
        var patient = resources.stream()
                .filter(one -> one.path("resourceType").asText().equals("Patient")
                        && one.path("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
        var birth = patient.path("birthDate").asText();
        var age = Shown.age(birth, today);
        return new Banner(
                Shown.name(patient),
                Shown.date(birth),
                age.isPresent() ? Integer.toString(age.getAsInt()) : "",
                patient.path("gender").asText(),
                identifier(patient, "/cccd").orElse(""),
                identifier(patient, "/bhyt").orElse(""));
    }

    private static Optional<String> identifier(JsonNode patient, String system) {
        for (var identifier : patient.path("identifier")) {
            if (identifier.path("system").asText().endsWith(system)) {
                return Optional.of(identifier.path("value").asText());
            }
        }
        return Optional.empty();
    }
}
