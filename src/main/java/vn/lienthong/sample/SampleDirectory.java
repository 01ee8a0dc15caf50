package vn.lienthong.sample;

import java.util.List;

/**
 * The province's units and facilities, and the demo's staff, as transaction Bundles; the same for every seed.
 *
 * @see <a href="https://profiles.ihe.net/ITI/mCSD/">IHE mCSD</a>
 */
public final class SampleDirectory {
    private static final String SENDER = "directory";

    private SampleDirectory() {}

    /** Units, then organisations, then people and services: each part refers only to itself and to earlier ones. */
    public static List<DirectoryBundle> bundles() {
        return List.of(units(), organizations(), services());
    }

    private static DirectoryBundle units() {
        var bundle = new TransactionBundle(SENDER);
        var writer = new UnitWriter(bundle);
        AdministrativeUnit.all().forEach(writer::write);
        return finished("1-units", bundle);
    }

    private static DirectoryBundle organizations() {
        var bundle = new TransactionBundle(SENDER);
        var writer = new OrganizationWriter(bundle);
        writer.province();
        writer.socialInsurance();
        Facility.all().forEach(writer::facility);
        return finished("2-organizations", bundle);
    }

    private static DirectoryBundle services() {
        var bundle = new TransactionBundle(SENDER);
        var writer = new ServiceWriter(bundle);
        for (DemoFacility facility : DemoFacility.values()) {
            writer.write(facility);
        }
        writer.contracts();
        return finished("3-people-and-services", bundle);
    }

    private static DirectoryBundle finished(String name, TransactionBundle bundle) {
        int resources = bundle.size();
        return new DirectoryBundle(name, bundle.toBytes(), resources);
    }
}
