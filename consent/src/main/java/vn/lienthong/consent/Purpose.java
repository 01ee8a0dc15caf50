package vn.lienthong.consent;

import static java.util.Map.entry;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A purpose of use, from <a href="https://terminology.hl7.org/ValueSet-v3-PurposeOfUse.html">v3 PurposeOfUse</a>.
 *
 * @param code the code of {@code v3-ActReason}; a purpose of another system is written {@code system|code} and has no
 *     place in the hierarchy
 */
public record Purpose(String code) {

    public static final Purpose TREAT = new Purpose("TREAT");
    public static final Purpose ETREAT = new Purpose("ETREAT");
    public static final Purpose BTG = new Purpose("BTG");
    public static final Purpose HOPERAT = new Purpose("HOPERAT");
    public static final Purpose HPAYMT = new Purpose("HPAYMT");
    public static final Purpose HRESCH = new Purpose("HRESCH");
    public static final Purpose PUBHLTH = new Purpose("PUBHLTH");
    public static final Purpose PATRQT = new Purpose("PATRQT");

    private static final Map<String, String> PARENTS = Map.ofEntries(
            entry("CLINTRL", "TREAT"),
            entry("COC", "TREAT"),
            entry("ETREAT", "TREAT"),
            entry("POPHLTH", "TREAT"),
            entry("TREATDS", "TREAT"),
            entry("BTG", "ETREAT"),
            entry("ERTREAT", "ETREAT"),
            entry("CAREMGT", "HOPERAT"),
            entry("DONAT", "HOPERAT"),
            entry("FRAUD", "HOPERAT"),
            entry("GOV", "HOPERAT"),
            entry("HACCRED", "HOPERAT"),
            entry("HCOMPL", "HOPERAT"),
            entry("HDECD", "HOPERAT"),
            entry("HDIRECT", "HOPERAT"),
            entry("HDM", "HOPERAT"),
            entry("HLEGAL", "HOPERAT"),
            entry("HOUTCOMS", "HOPERAT"),
            entry("HPRGRP", "HOPERAT"),
            entry("HQUALIMP", "HOPERAT"),
            entry("HSYSADMIN", "HOPERAT"),
            entry("HTEST", "HOPERAT"),
            entry("LABELING", "HOPERAT"),
            entry("MEMADMIN", "HOPERAT"),
            entry("METAMGT", "HOPERAT"),
            entry("MILCDM", "HOPERAT"),
            entry("PATADMIN", "HOPERAT"),
            entry("PATSFTY", "HOPERAT"),
            entry("PERFMSR", "HOPERAT"),
            entry("RECORDMGT", "HOPERAT"),
            entry("SYSDEV", "HOPERAT"),
            entry("TRAIN", "HOPERAT"),
            entry("CLMATTCH", "HPAYMT"),
            entry("COVAUTH", "HPAYMT"),
            entry("COVERAGE", "HPAYMT"),
            entry("ELIGDTRM", "HPAYMT"),
            entry("ELIGVER", "HPAYMT"),
            entry("ENROLLM", "HPAYMT"),
            entry("MILDCRG", "HPAYMT"),
            entry("REMITADV", "HPAYMT"),
            entry("BIORCH", "HRESCH"),
            entry("CLINTRCH", "HRESCH"),
            entry("DSRCH", "HRESCH"),
            entry("POARCH", "HRESCH"),
            entry("TRANSRCH", "HRESCH"),
            entry("CLINTRCHNPC", "CLINTRCH"),
            entry("CLINTRCHPC", "CLINTRCH"),
            entry("PRECLINTRCH", "CLINTRCH"),
            entry("FAMRQT", "PATRQT"),
            entry("PWATRNY", "PATRQT"),
            entry("SUPNWK", "PATRQT"),
            entry("DISASTER", "PUBHLTH"),
            entry("THREAT", "PUBHLTH"),
            entry("TREAT", "PurposeOfUse"),
            entry("HOPERAT", "PurposeOfUse"),
            entry("HPAYMT", "PurposeOfUse"),
            entry("HRESCH", "PurposeOfUse"),
            entry("PATRQT", "PurposeOfUse"),
            entry("PUBHLTH", "PurposeOfUse"),
            entry("HMARKT", "PurposeOfUse"));

    public Purpose {
        Text.required(code, "purpose");
    }

    /** Whether this purpose is {@code other} or a kind of it: {@code BTG} is a {@code TREAT}. */
    public boolean isA(Purpose other) {
        @Nullable String at = code;
        while (at != null && !at.equals(other.code)) {
            at = PARENTS.get(at);
        }
        return at != null;
    }

    boolean treats() {
        return isA(TREAT);
    }
}
