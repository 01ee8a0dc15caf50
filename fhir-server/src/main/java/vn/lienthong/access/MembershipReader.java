package vn.lienthong.access;

import java.util.List;

/** Reads who belongs to a CareTeam or Group, or holds a PractitionerRole. Total: what cannot be read has no members. */
public interface MembershipReader {

    List<Membership> read(String type, byte[] json);
}
