package vn.lienthong.access.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeSearchParam;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import vn.lienthong.access.PatientCompartment;
import vn.lienthong.record.ResourceTypes;
import vn.lienthong.search.SearchParameters;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;

/**
 * <a href="https://hl7.org/fhir/R4/compartmentdefinition.html">Compartment searches</a>, told as the searches that they
 * are: {@code Patient/1/Observation} is {@code Observation?patient=Patient/1}. So they are decided, bounded and put on
 * record as these are, and their page links lead there.
 */
@Interceptor
final class CompartmentRequests {

    private static final String RECORD_OF = CompartmentRequests.class.getName();

    private static final Set<String> OWNERS = Set.of("Patient", "Encounter", "Practitioner", "RelatedPerson", "Device");

    private final FhirContext context;
    private final SearchParameters parameters;

    CompartmentRequests(FhirContext context, SearchParameters parameters) {
        this.context = context;
        this.parameters = parameters;
    }

    /** The patient of whose record all types are asked for. */
    static Optional<String> patientOf(ServletRequestDetails request) {
        return Optional.ofNullable((String) request.getServletRequest().getAttribute(RECORD_OF));
    }

    /** Before all others, which see the search alone. */
    @Hook(value = Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLER_SELECTED, order = -1)
    public void translate(ServletRequestDetails request) {
        var type = request.getCompartmentName();
        if (type == null || request.getId() == null || !isSearch(request)) {
            return;
        }
        var owner = new ResourceKey(request.getResourceName(), request.getId().getIdPart());
        if (!OWNERS.contains(owner.type())) {
            throw Issue.notSupported("There is no compartment of %s. There are those of %s."
                    .formatted(owner.type(), String.join(", ", new TreeSet<>(OWNERS))));
        }
        request.setCompartmentName(null);
        request.setId(null);
        if (!type.equals("*")) {
            if (!context.getResourceTypes().contains(type)) {
                throw Issue.malformed("value", null, "`%s` is no resource type of FHIR R4.".formatted(type));
            }
            request.setResourceName(type);
            narrow(request, parameter(owner, type), owner);
            return;
        }
        if (!owner.type().equals("Patient")) {
            throw Issue.malformed(
                    "not-supported",
                    null,
                    "`*` is served for a patient: `Patient/123/*`. Of %1$s say which type, for example `%1$s/%2$s/Observation?patient=Patient/123`."
                            .formatted(owner.type(), owner.id()));
        }
        request.setResourceName(null);
        request.getServletRequest().setAttribute(RECORD_OF, owner.id());
    }

    private static boolean isSearch(ServletRequestDetails request) {
        return request.getRequestType() == RequestTypeEnum.GET && request.getOperation() == null
                || Constants.PARAM_SEARCH.equals(request.getOperation());
    }

    private String parameter(ResourceKey owner, String type) {
        if (type.equals(owner.type())) {
            return "_id";
        }
        var names = owner.type().equals("Patient")
                ? PatientCompartment.parameter(type, parameters).stream().collect(Collectors.toCollection(TreeSet::new))
                : names(owner.type(), type);
        if (names.isEmpty() || !ResourceTypes.stored(type)) {
            throw Issue.malformed(
                    "not-supported", null, "%s is not in the compartment of %s.".formatted(type, owner.type()));
        }
        if (names.size() > 1) {
            throw Issue.malformed(
                    "not-supported",
                    null,
                    "%1$s names %2$s by several parameters: %3$s. Search by one of them, for example `%1$s?patient=Patient/123&%4$s=%5$s`."
                            .formatted(type, owner.type(), String.join(", ", names), names.first(), owner));
        }
        return names.first();
    }

    private TreeSet<String> names(String owner, String type) {
        return context.getResourceDefinition(type).getSearchParamsForCompartmentName(owner).stream()
                .map(RuntimeSearchParam::getName)
                .filter(name -> parameters.find(type, name).isPresent())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void narrow(ServletRequestDetails request, String parameter, ResourceKey owner) {
        var value = parameter.equals("_id") ? owner.id() : owner.toString();
        var narrowed = new LinkedHashMap<String, String[]>();
        narrowed.put(parameter, new String[] {value});
        Map<String, String[]> given = request.getParameters();
        given.forEach((name, values) -> narrowed.merge(name, values, CompartmentRequests::both));
        request.setParameters(narrowed);
    }

    private static String[] both(String[] first, String[] second) {
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
