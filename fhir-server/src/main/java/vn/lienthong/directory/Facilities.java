package vn.lienthong.directory;

import java.util.Optional;
import java.util.Set;

/** The register. */
public interface Facilities {

    Optional<Facility> find(String code);

    /** The facility whose Organization has this id. */
    Optional<Facility> ofOrganization(String organizationId);

    /** This code and the codes of all predecessors, however far back: the custodians it answers for. */
    Set<String> answersFor(String code);

    /** Takes in a new or changed facility, in the caller's transaction. */
    void register(Facility facility);
}
