package vn.lienthong.record.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.lienthong.record.ObjectForm;
import vn.lienthong.record.Prepared;
import vn.lienthong.record.ResourceReader;
import vn.lienthong.record.SearchTokens;
import vn.lienthong.search.IndexTokens;
import vn.lienthong.search.SearchParameters;
import vn.lienthong.search.SearchValuesView;
import vn.lienthong.search.fhir.SearchValueExtractor;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Issue;

/** Reads resources with HAPI's strict parser; a failure is diagnosed a second time, with places. */
@Component
class HapiResourceReader implements ResourceReader {

    /** Says that data are made up, and nothing about who may see them. */
    private static final String TEST_DATA = "HTEST";

    private final FhirContext context;
    private final SearchValueExtractor extractor;
    private final SearchParameters parameters;
    private final IndexTokens tokens;
    private final ClinicalTime clinicalTime;
    private final StructureCheck structure;
    private final ResourceForms forms;

    HapiResourceReader(
            FhirContext context, SearchValueExtractor extractor, SearchParameters parameters, IndexTokens tokens) {
        this.context = context;
        this.extractor = extractor;
        this.parameters = parameters;
        this.tokens = tokens;
        this.clinicalTime = new ClinicalTime(parameters);
        this.structure = new StructureCheck(context);
        this.forms = new ResourceForms(context);
    }

    @Override
    public @Nullable ObjectForm form(String type) {
        return forms.of(type);
    }

    @Override
    public void refuse(String type, byte[] json, String place) {
        var issues = structure.diagnose(json, type);
        if (!issues.isEmpty()) {
            throw refused(issues, place);
        }
    }

    @Override
    public Prepared read(String type, byte[] json, String place) {
        var resource = parse(type, json, place);
        var exceeded = RegisterLimits.exceededIn(resource);
        if (!exceeded.isEmpty()) {
            throw refused(exceeded, place);
        }
        var values = extractor.extract(resource);
        var period = clinicalTime.of(type, values);
        var search = values.encode();
        return new Prepared(
                type,
                PatientElement.of(resource),
                period.start(),
                period.end(),
                labels(resource),
                search,
                tokens.of(type, new SearchValuesView(search), SearchTokens.indexed(type, parameters)),
                resource instanceof Patient patient ? Optional.of(PatientFactsReader.read(patient)) : Optional.empty(),
                resource instanceof Organization organization ? FacilityReader.read(organization) : Optional.empty());
    }

    private Resource parse(String type, byte[] json, String place) {
        try {
            var resource = extractor.parse(type, json);
            var missing = structure.missingElements(resource);
            if (!missing.isEmpty()) {
                throw refused(missing, place);
            }
            return resource;
        } catch (DataFormatException | IllegalArgumentException | ClassCastException e) {
            var issues = structure.diagnose(json, type);
            throw issues.isEmpty()
                    ? Issue.malformed(
                            "structure",
                            place.isEmpty() ? type : place,
                            "This is not FHIR R4: %s".formatted(e.getMessage()))
                    : refused(issues, place);
        }
    }

    private static ExchangeException refused(List<StructureIssue> issues, String place) {
        return new ExchangeException(new Issue.Malformed(issues.stream()
                .map(issue -> new Issue.Detail(issue.code(), at(place, issue.expression()), issue.diagnostics()))
                .toList()));
    }

    /** Within a Bundle the place of the entry stands for the type name that the expression begins with. */
    private static String at(String place, String expression) {
        if (place.isEmpty()) {
            return expression;
        }
        int end = expression.indexOf('.');
        return end < 0 ? place : place + expression.substring(end);
    }

    private static Set<String> labels(Resource resource) {
        return resource.getMeta().getSecurity().stream()
                .map(Coding::getCode)
                .filter(code -> code != null && code.indexOf(' ') < 0 && !code.equals(TEST_DATA))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public byte[] xmlToJson(byte[] xml) {
        try {
            var resource = context.newXmlParser().parseResource(new ByteArrayInputStream(xml));
            return context.newJsonParser().encodeResourceToString(resource).getBytes(StandardCharsets.UTF_8);
        } catch (DataFormatException | IllegalArgumentException | ClassCastException e) {
            throw Issue.malformed("structure", null, "The XML is not a FHIR R4 resource: %s".formatted(e.getMessage()));
        }
    }
}
