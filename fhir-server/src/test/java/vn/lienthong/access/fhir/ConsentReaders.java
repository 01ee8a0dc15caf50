package vn.lienthong.access.fhir;

import ca.uhn.fhir.context.FhirContext;
import vn.lienthong.access.ConsentReader;
import vn.lienthong.access.MembershipReader;
import vn.lienthong.directory.Facilities;

/** The readers of this package, for tests of others. */
public final class ConsentReaders {

    private ConsentReaders() {}

    public static ConsentReader consents(FhirContext context, Facilities facilities) {
        return new HapiConsentReader(context, new ProvisionReader(facilities));
    }

    public static MembershipReader memberships(FhirContext context) {
        return new HapiMembershipReader(context);
    }
}
