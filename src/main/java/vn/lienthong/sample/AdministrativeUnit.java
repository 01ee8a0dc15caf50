package vn.lienthong.sample;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A commune, district or the province, as one map of the country had it.
 *
 * <p>The facts are those of resolution 1679/NQ-UBTVQH15 and decision 19/2025/QĐ-TTg (the communes of 1 July 2025 and
 * what each was made of), and of resolution 36/2026/QH16 (the province is a city since 1 September 2026).
 *
 * <p>Old codes are used again for other areas, so the id carries the map: {@code -2024} until 30 June 2025,
 * {@code -2025} since. Since when an old unit existed is not known here, so its first name has no beginning.
 *
 * @param names in order of time; the province has two
 * @param predecessors of which this unit was made
 */
record AdministrativeUnit(
        String id, String code, String partOf, List<DatedName> names, List<Predecessor> predecessors) {
    private static final String NEW_MAP = "-2025";

    /** A name and the first and last day on which it held; empty where unknown or open. */
    record DatedName(String kind, String name, String from, String until) {}

    /** How much of an old unit came in: `whole`, `part`, `part-of-area`, `part-of-area-all-people`, `unchanged`. */
    record Predecessor(String id, String share) {}

    AdministrativeUnit {
        names = List.copyOf(names);
        predecessors = List.copyOf(predecessors);
    }

    String name() {
        return names.getLast().name();
    }

    boolean current() {
        return names.getLast().until().isEmpty();
    }

    boolean commune() {
        return current() && id.endsWith(NEW_MAP);
    }

    static List<AdministrativeUnit> all() {
        Map<String, AdministrativeUnit> units = new LinkedHashMap<>();
        Map<String, List<Predecessor>> lineage = lineage();
        for (List<String> row : SampleTable.rows("units.csv")) {
            String id = row.get(1);
            List<DatedName> names = new ArrayList<>();
            AdministrativeUnit earlier = units.get(id);
            if (earlier != null) {
                names.addAll(earlier.names());
            }
            names.add(new DatedName(row.get(2), row.get(3), row.get(4), row.get(5)));
            units.put(
                    id, new AdministrativeUnit(id, row.get(0), row.get(6), names, lineage.getOrDefault(id, List.of())));
        }
        return List.copyOf(units.values());
    }

    private static Map<String, List<Predecessor>> lineage() {
        Map<String, List<Predecessor>> lineage = new LinkedHashMap<>();
        for (List<String> row : SampleTable.rows("unit-lineage.csv")) {
            lineage.computeIfAbsent(row.get(1), id -> new ArrayList<>()).add(new Predecessor(row.get(0), row.get(2)));
        }
        return lineage;
    }
}
