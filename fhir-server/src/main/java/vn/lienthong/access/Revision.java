package vn.lienthong.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import vn.lienthong.access.ExchangeWriter.Draft;

/** A version to be, of a resource that the exchange keeps for facilities. */
public final class Revision {

    private final Draft draft;

    private Revision(Draft draft) {
        this.draft = draft;
    }

    /** What follows this version. */
    public static Revision of(Kept former, ObjectNode json) {
        return new Revision(Draft.replacing(former.row(), json));
    }

    /**
     * The first version of a resource.
     *
     * @param beside in whose record it belongs
     * @param custodian the facility that will answer for it
     */
    public static Revision first(Kept beside, String custodian, ObjectNode json) {
        return new Revision(new Draft(beside.row().home(), custodian, json, java.util.Optional.empty()));
    }

    Draft draft() {
        return draft;
    }
}
