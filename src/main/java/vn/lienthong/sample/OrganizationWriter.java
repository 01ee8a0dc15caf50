package vn.lienthong.sample;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The province, its facilities and the central hospitals as Organizations. */
final class OrganizationWriter {
    static final String PROVINCE = "Organization/province-22";
    static final String SOCIAL_INSURANCE = "Organization/social-insurance";

    private static final Map<String, String> LEVELS = Map.of(
            "commune", "Tuyến xã",
            "district", "Tuyến huyện",
            "provincial", "Tuyến tỉnh",
            "central", "Tuyến trung ương",
            "other", "Khác");
    private static final Map<String, String> KINDS = Map.of(
            "health-station", "Trạm y tế",
            "hospital", "Bệnh viện",
            "polyclinic", "Phòng khám đa khoa",
            "health-centre", "Trung tâm y tế",
            "clinic", "Phòng khám",
            "workplace-clinic", "Y tế cơ quan, doanh nghiệp",
            "force-clinic", "Y tế lực lượng vũ trang",
            "office", "Cơ quan quản lý");

    private final TransactionBundle bundle;
    private final Map<String, AdministrativeUnit> units;

    OrganizationWriter(TransactionBundle bundle) {
        this.bundle = bundle;
        units = AdministrativeUnit.all().stream().collect(Collectors.toMap(AdministrativeUnit::id, unit -> unit));
    }

    void province() {
        AdministrativeUnit province = unit("unit-22");
        FhirJson json = bundle.resource("Organization", "province-22");
        json.array("extension");
        province.names().forEach(name -> UnitWriter.datedName(json, name));
        json.endArray().array("identifier").object();
        json.text("system", Systems.ADMINISTRATIVE_UNIT).text("value", province.code());
        json.end().endArray().flag("active", true);
        json.concepts("type", Coding.hl7("organization-type", "govt", "Cơ quan nhà nước"));
        json.text("name", province.name());
        json.texts("alias", province.names().getFirst().name());
        bundle.end();
    }

    void socialInsurance() {
        FhirJson json = bundle.resource("Organization", "social-insurance");
        json.flag("active", true).concepts("type", Coding.hl7("organization-type", "pay", "Cơ quan chi trả"));
        json.text("name", "Bảo hiểm xã hội Việt Nam");
        bundle.end();
    }

    void facility(Facility facility) {
        FhirJson json = bundle.resource("Organization", "facility-" + facility.code());
        json.array("identifier").object();
        json.text("system", Systems.MA_CSKCB).text("value", facility.code());
        json.end().endArray().flag("active", facility.active()).array("type");
        type(json, Systems.FACILITY_LEVEL, facility.level(), LEVELS);
        type(json, Systems.FACILITY_KIND, facility.kind(), KINDS);
        json.endArray().text("name", facility.name());
        if (facility.inQuangNinh()) {
            addresses(json, facility);
        }
        if (facility.ownedByProvince()) {
            json.reference("partOf", PROVINCE, unit("unit-22").name());
        }
        bundle.end();
    }

    private static void type(FhirJson json, String system, String code, Map<String, String> words) {
        String display = words.getOrDefault(code, code);
        json.object().array("coding").coding(new Coding(system, code, display));
        json.endArray().text("text", display).end();
    }

    /** The commune of today and, ended, the one before the reorganisation. */
    private void addresses(FhirJson json, Facility facility) {
        json.array("address");
        if (!facility.communeUntil2025().isEmpty()) {
            AdministrativeUnit old = unit(facility.communeUntil2025());
            AdministrativeUnit district = unit(old.partOf());
            json.object().array("extension");
            unitOfAddress(json, old.id());
            json.endArray().text("use", "old").text("city", old.name()).text("district", district.name());
            json.text("state", "Tỉnh Quảng Ninh").text("country", "VN");
            json.object("period").text("end", "2025-06-30").end().end();
        }
        json.object();
        if (!facility.commune().isEmpty()) {
            json.array("extension");
            unitOfAddress(json, facility.commune());
            json.endArray()
                    .text("use", "work")
                    .text("city", unit(facility.commune()).name());
        }
        json.text("state", unit("unit-22").name()).text("country", "VN").end().endArray();
    }

    static void unitOfAddress(FhirJson json, String unit) {
        json.object().text("url", Systems.UNIT_OF_ADDRESS);
        json.reference("valueReference", "Location/" + unit).end();
    }

    private AdministrativeUnit unit(String id) {
        return Objects.requireNonNull(units.get(id), id);
    }

    /** The levels a facility may have. */
    static List<String> levels() {
        return LEVELS.keySet().stream().sorted().toList();
    }
}
