package vn.lienthong.access.fhir;

import ca.uhn.fhir.rest.annotation.Metadata;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.method.BaseMethodBinding;
import ca.uhn.fhir.rest.server.method.OperationMethodBinding;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementKind;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.ConditionalDeleteStatus;
import org.hl7.fhir.r4.model.CapabilityStatement.ConditionalReadStatus;
import org.hl7.fhir.r4.model.CapabilityStatement.ResourceVersionPolicy;
import org.hl7.fhir.r4.model.CapabilityStatement.RestfulCapabilityMode;
import org.hl7.fhir.r4.model.CapabilityStatement.SystemRestfulInteraction;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Enumerations.FHIRVersion;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;
import vn.lienthong.search.AddedParameters;
import vn.lienthong.search.SearchKind;
import vn.lienthong.search.SearchParameter;
import vn.lienthong.search.SearchParameters;
import vn.lienthong.shared.ExchangeProperties;

/**
 * The <a href="https://hl7.org/fhir/R4/capabilitystatement.html">CapabilityStatement</a>, made from the methods that are
 * registered with HAPI and the search parameters that the search engine knows.
 */
public final class CapabilityProvider {

    private static final String SECURITY_SERVICE = "http://terminology.hl7.org/CodeSystem/restful-security-service";

    /** Those of which every type that is in them is served. */
    private static final List<String> COMPARTMENTS = List.of(
            "http://hl7.org/fhir/CompartmentDefinition/patient", "http://hl7.org/fhir/CompartmentDefinition/encounter");

    /** Decisions are ended, never deleted. */
    private static final String CONSENT = "Consent";

    /** AuditEvent is not a stored resource: it has these parameters and no others. */
    private static final Map<String, SearchParamType> AUDIT = Map.of(
            "patient", SearchParamType.REFERENCE,
            "date", SearchParamType.DATE,
            "agent", SearchParamType.REFERENCE,
            "outcome", SearchParamType.TOKEN,
            "subtype", SearchParamType.TOKEN);

    private final SearchParameters parameters;
    private final AddedParameters added;
    private final ExchangeProperties exchange;
    private final DateTimeType started = DateTimeType.now();

    CapabilityProvider(SearchParameters parameters, AddedParameters added, ExchangeProperties exchange) {
        this.parameters = parameters;
        this.added = added;
        this.exchange = exchange;
    }

    /** HAPI hands its server over by this name, and logs a stack trace at start where there is none. */
    public void setRestfulServer(RestfulServer server) {
        // Each request brings its server along.
    }

    @Metadata(cacheMillis = 0)
    public IBaseConformance capabilities(ServletRequestDetails details) {
        var server = details.getServer();
        var statement = new CapabilityStatement();
        statement
                .setStatus(PublicationStatus.ACTIVE)
                .setDateElement(started)
                .setKind(CapabilityStatementKind.INSTANCE)
                .setFhirVersion(FHIRVersion._4_0_1);
        statement.setId("exchange");
        statement.setName("LienThong").setTitle("Liên Thông").setPublisher("Liên Thông");
        statement.getSoftware().setName("Liên Thông");
        statement
                .getImplementation()
                .setDescription("Exchange of health records")
                .setUrl(exchange.fhirBase().toString());
        Stream.of("application/fhir+json", "application/fhir+xml", "json", "xml")
                .forEach(statement::addFormat);
        Stream.of("application/json-patch+json", "application/fhir+json", "application/fhir+xml")
                .forEach(statement::addPatchFormat);
        statement.addRest(rest(server));
        return statement;
    }

    private CapabilityStatementRestComponent rest(RestfulServer server) {
        var rest = new CapabilityStatementRestComponent().setMode(RestfulCapabilityMode.SERVER);
        rest.getSecurity()
                .setCors(false)
                .addService(new CodeableConcept(new Coding(SECURITY_SERVICE, "SMART-on-FHIR", "SMART-on-FHIR")))
                .setDescription("OAuth 2 bearer tokens; see .well-known/smart-configuration");
        rest.addInteraction().setCode(SystemRestfulInteraction.TRANSACTION);
        rest.addInteraction().setCode(SystemRestfulInteraction.BATCH);
        rest.addInteraction().setCode(SystemRestfulInteraction.HISTORYSYSTEM);
        rest.addInteraction().setCode(SystemRestfulInteraction.SEARCHSYSTEM);
        COMPARTMENTS.forEach(rest::addCompartment);
        var byType = new TreeMap<>(server.getResourceBindings().stream()
                .collect(Collectors.toMap(
                        binding -> binding.getResourceName(), binding -> binding.getMethodBindings())));
        var includes = new DeclaredIncludes(parameters);
        byType.forEach((type, methods) -> {
            var resource = resource(type, methods);
            if (isStored(methods)) {
                includes.addTo(resource);
            }
            rest.addResource(resource);
        });
        operations(server.getServerBindings())
                .forEach(operation -> rest.addOperation()
                        .setName(operation.getName().substring(1))
                        .setDefinition(operation.getCanonicalUrl()));
        return rest;
    }

    private CapabilityStatementRestResourceComponent resource(String type, List<BaseMethodBinding> methods) {
        var resource = new CapabilityStatementRestResourceComponent();
        resource.setType(type).setProfile("http://hl7.org/fhir/StructureDefinition/" + type);
        boolean stored = isStored(methods);
        resource.setVersioning(stored ? ResourceVersionPolicy.VERSIONEDUPDATE : ResourceVersionPolicy.NOVERSION);
        if (stored) {
            resource.setReadHistory(true)
                    .setConditionalRead(ConditionalReadStatus.FULLSUPPORT)
                    .setUpdateCreate(true)
                    .setConditionalCreate(true)
                    .setConditionalUpdate(true)
                    .setConditionalDelete(
                            type.equals(CONSENT)
                                    ? ConditionalDeleteStatus.NOTSUPPORTED
                                    : ConditionalDeleteStatus.MULTIPLE);
        }
        methods.stream()
                .flatMap(CapabilityProvider::interactions)
                .filter(code -> code != TypeRestfulInteraction.DELETE || !type.equals(CONSENT))
                .distinct()
                .sorted()
                .forEach(code -> resource.addInteraction().setCode(code));
        operations(methods)
                .forEach(operation -> resource.addOperation()
                        .setName(operation.getName().substring(1))
                        .setDefinition(operation.getCanonicalUrl()));
        addParameters(type, stored, resource);
        return resource;
    }

    private static boolean isStored(List<BaseMethodBinding> methods) {
        return methods.stream().anyMatch(method -> method.getRestOperationType() == RestOperationTypeEnum.UPDATE);
    }

    private static Stream<OperationMethodBinding> operations(List<BaseMethodBinding> methods) {
        return methods.stream()
                .filter(OperationMethodBinding.class::isInstance)
                .map(OperationMethodBinding.class::cast)
                .sorted(Comparator.comparing(OperationMethodBinding::getName));
    }

    private void addParameters(String type, boolean stored, CapabilityStatementRestResourceComponent resource) {
        if (!stored) {
            AUDIT.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(entry ->
                            resource.addSearchParam().setName(entry.getKey()).setType(entry.getValue()));
            return;
        }
        for (var parameter : parameters.ofType(type)) {
            resource.addSearchParam().setName(parameter.code()).setType(SearchParamType.fromCode(kind(parameter)));
        }
        addAdded(type, resource);
    }

    private void addAdded(String type, CapabilityStatementRestResourceComponent resource) {
        for (var parameter : added.fresh().ofType(type)) {
            resource.addSearchParam().setName(parameter.code()).setType(SearchParamType.fromCode(kind(parameter)));
            if (parameter.kind() == SearchKind.REFERENCE) {
                resource.addSearchInclude(type + ":" + parameter.code());
            }
        }
    }

    private static String kind(SearchParameter parameter) {
        return parameter.kind().name().toLowerCase(java.util.Locale.ROOT);
    }

    private static Stream<TypeRestfulInteraction> interactions(BaseMethodBinding method) {
        return switch (method.getRestOperationType()) {
            case READ -> Stream.of(TypeRestfulInteraction.READ);
            case VREAD -> Stream.of(TypeRestfulInteraction.READ, TypeRestfulInteraction.VREAD);
            case HISTORY_INSTANCE -> Stream.of(TypeRestfulInteraction.HISTORYINSTANCE);
            case HISTORY_TYPE -> Stream.of(TypeRestfulInteraction.HISTORYTYPE);
            case SEARCH_TYPE -> Stream.of(TypeRestfulInteraction.SEARCHTYPE);
            case CREATE -> Stream.of(TypeRestfulInteraction.CREATE);
            case UPDATE -> Stream.of(TypeRestfulInteraction.UPDATE);
            case PATCH -> Stream.of(TypeRestfulInteraction.PATCH);
            case DELETE -> Stream.of(TypeRestfulInteraction.DELETE);
            case null, default -> Stream.empty();
        };
    }
}
