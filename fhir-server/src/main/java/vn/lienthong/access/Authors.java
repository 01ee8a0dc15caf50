package vn.lienthong.access;

/** Keys by which the authors of a row are told, beside those of the resources that it names. */
public final class Authors {

    private Authors() {}

    /** The facility that answers for the row, by its code: rows seldom name it themselves. */
    public static String ofCustodian(String code) {
        return "Custodian/" + code;
    }
}
