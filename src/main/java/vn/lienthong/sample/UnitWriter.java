package vn.lienthong.sample;

import vn.lienthong.sample.AdministrativeUnit.DatedName;
import vn.lienthong.sample.AdministrativeUnit.Predecessor;

/** Administrative units as Locations, dated, with the units of which they were made. */
final class UnitWriter {
    private static final Coding JURISDICTION = Coding.hl7("location-physical-type", "jdn", "Jurisdiction");

    private final TransactionBundle bundle;

    UnitWriter(TransactionBundle bundle) {
        this.bundle = bundle;
    }

    void write(AdministrativeUnit unit) {
        FhirJson json = bundle.resource("Location", unit.id());
        extensions(json, unit);
        json.array("identifier")
                .object()
                .text("system", Systems.ADMINISTRATIVE_UNIT)
                .text("value", unit.code());
        validity(
                json,
                "period",
                unit.names().getFirst().from(),
                unit.names().getLast().until());
        json.end()
                .endArray()
                .text("status", unit.current() ? "active" : "inactive")
                .text("name", unit.name());
        if (unit.names().size() > 1) {
            json.texts("alias", unit.names().getFirst().name());
        }
        json.text("mode", "instance").concept("physicalType", JURISDICTION);
        if (!unit.partOf().isEmpty()) {
            json.reference("partOf", "Location/" + unit.partOf());
        }
        bundle.end();
    }

    private static void extensions(FhirJson json, AdministrativeUnit unit) {
        json.array("extension");
        json.object().text("url", Systems.VALIDITY);
        validity(
                json,
                "valuePeriod",
                unit.names().getFirst().from(),
                unit.names().getLast().until());
        json.end();
        if (unit.names().size() > 1) {
            unit.names().forEach(name -> datedName(json, name));
        }
        unit.predecessors().forEach(predecessor -> predecessor(json, predecessor));
        json.endArray();
    }

    static void datedName(FhirJson json, DatedName name) {
        json.object().text("url", Systems.DATED_NAME).array("extension");
        json.object().text("url", "name").text("valueString", name.name()).end();
        json.object().text("url", "validity");
        validity(json, "valuePeriod", name.from(), name.until());
        json.end().endArray().end();
    }

    private static void predecessor(FhirJson json, Predecessor predecessor) {
        json.object().text("url", Systems.PREDECESSOR).object("valueReference").array("extension");
        json.object()
                .text("url", Systems.LINEAGE_SHARE)
                .text("valueCode", predecessor.share())
                .end();
        json.endArray().text("reference", "Location/" + predecessor.id()).end().end();
    }

    /** An empty Period is not valid FHIR, so where neither end is known nothing is written. */
    private static void validity(FhirJson json, String name, String from, String until) {
        if (from.isEmpty() && until.isEmpty()) {
            return;
        }
        json.object(name);
        if (!from.isEmpty()) {
            json.text("start", from);
        }
        if (!until.isEmpty()) {
            json.text("end", until);
        }
        json.end();
    }
}
