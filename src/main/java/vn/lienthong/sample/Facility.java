package vn.lienthong.sample;

import java.util.List;

/**
 * An organisation that treats patients, or did, from the list of facility codes before the reorganisation of 2025.
 *
 * <p>Level follows the old four-level scale; kind and owner are our reading of the name. Only what the province owns is
 * part of the province's organisation, so that "all public facilities of the province" leaves out a mine's own clinic.
 *
 * @param communeUntil2025 id of the old commune's unit, or empty
 * @param commune id of the unit since 1 July 2025, or empty where unknown or where the old commune was split
 */
record Facility(
        String code,
        String name,
        String kind,
        String level,
        String owner,
        boolean active,
        String province,
        String communeUntil2025,
        String commune) {

    static final String QUANG_NINH = "22";

    static List<Facility> all() {
        return SampleTable.rows("facilities.csv").stream().map(Facility::of).toList();
    }

    private static Facility of(List<String> row) {
        return new Facility(
                row.get(0),
                row.get(1),
                row.get(2),
                row.get(3),
                row.get(4),
                row.get(5).equals("yes"),
                row.get(6),
                row.get(7),
                row.get(8));
    }

    boolean ownedByProvince() {
        return owner.equals("province");
    }

    boolean inQuangNinh() {
        return province.equals(QUANG_NINH);
    }
}
