package vn.lienthong.access;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.lienthong.search.SearchParameters;

/**
 * Chains that say in whose record to look by what is known of the patient, such as {@code patient.identifier}: they are a
 * search for patients inside the search.
 *
 * @param code of the parameter that names the patient
 * @param criteria the search of Patient
 * @param others what else the search demands
 */
record PatientChain(String code, Map<String, List<String>> criteria, Map<String, List<String>> others) {

    private static final String TYPED = ":Patient";

    static Optional<PatientChain> of(String type, Map<String, List<String>> given, SearchParameters known) {
        var codes = PatientParameter.names(type, known);
        return given.keySet().stream()
                .filter(name -> isOfPatient(name, known))
                .map(PatientChain::code)
                .filter(codes::contains)
                .findFirst()
                .map(code -> split(code, given, known));
    }

    /** Whether it goes on with something that a Patient can be searched by. */
    private static boolean isOfPatient(String name, SearchParameters known) {
        int dot = name.indexOf('.');
        if (dot <= 0 || name.startsWith("_has:")) {
            return false;
        }
        var rest = name.substring(dot + 1);
        return rest.startsWith("_has:")
                || known.find("Patient", rest.split("[.:]", 2)[0]).isPresent();
    }

    private static String code(String name) {
        var head = name.substring(0, name.indexOf('.'));
        return head.endsWith(TYPED) ? head.substring(0, head.length() - TYPED.length()) : head;
    }

    private static PatientChain split(String code, Map<String, List<String>> given, SearchParameters known) {
        var criteria = new LinkedHashMap<String, List<String>>();
        var others = new LinkedHashMap<String, List<String>>();
        given.forEach((name, values) -> {
            if (isOfPatient(name, known) && code(name).equals(code)) {
                criteria.computeIfAbsent(name.substring(name.indexOf('.') + 1), _ -> new ArrayList<>())
                        .addAll(values);
            } else {
                others.put(name, values);
            }
        });
        return new PatientChain(code, criteria, others);
    }

    /** The patients who were found, as if they had been named. */
    PatientParameter naming(List<String> patientIds) {
        return new PatientParameter(code + TYPED, patientIds);
    }
}
