package vn.lienthong.search.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.fhirpath.IFhirPath;
import ca.uhn.fhir.fhirpath.IFhirPathEvaluationContext;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.lienthong.search.AddedParameters;
import vn.lienthong.search.SearchKind;
import vn.lienthong.search.SearchParameter;
import vn.lienthong.search.SearchParameters;
import vn.lienthong.search.SearchValue;

/** The walker against HAPI's FHIRPath engine, over every search parameter of every type. */
class ElementPathTest {

    private static final int RESOURCES_OF_EACH_TYPE = 10;

    private final FhirContext context = FhirContext.forR4Cached();
    private final SearchParameters parameters = HapiSearchParameters.load(context);
    private final IFhirPath engine = engine(context);

    @Test
    void findsWhatTheEngineFindsForEveryParameterOfEveryType() throws Exception {
        var resources = new RandomResources(context, 20261122);
        var compared = 0;
        var neverFound = new TreeSet<String>();
        for (String type : RandomResources.allTypes(context)) {
            for (SearchParameter parameter : parameters.ofType(type)) {
                neverFound.add(type + "." + parameter.code());
            }
            for (int i = 0; i < RESOURCES_OF_EACH_TYPE; i++) {
                compared += compareAll(resources.next(type), neverFound);
            }
        }
        assertThat(compared).as("elements compared").isGreaterThan(10_000);
        assertThat(neverFound.size()).as("parameters without any element").isLessThan(330);
    }

    private int compareAll(Resource resource, Set<String> neverFound) throws Exception {
        var references = new ReferenceTypes(resource);
        int compared = 0;
        for (SearchParameter parameter : parameters.ofType(resource.fhirType())) {
            var path = ElementPath.parse(parameter.type(), parameter.expression());
            if (path.isEmpty() || parameter.code().equals("_id")) {
                continue;
            }
            var walked = new ArrayList<Base>();
            path.get().walk(resource, references, walked::add);
            var evaluated = evaluate(resource, parameter);
            String what = resource.fhirType() + " " + parameter.code() + ": " + parameter.expression();
            assertThat(missing(walked, evaluated))
                    .as("walked but not evaluated, " + what)
                    .isEmpty();
            assertThat(missing(evaluated, walked))
                    .as("evaluated but not walked, " + what)
                    .isEmpty();
            compared += evaluated.size();
            if (!evaluated.isEmpty()) {
                neverFound.remove(parameter.type() + "." + parameter.code());
            }
        }
        return compared;
    }

    /** The engine does not know here that every type is a Resource. */
    private List<Base> evaluate(Resource resource, SearchParameter parameter) throws Exception {
        String expression = parameter.expression().replace("Resource.", resource.fhirType() + ".");
        return engine.evaluate(resource, engine.parse(expression), Base.class);
    }

    /** Compared by deep equality, because the engine leaves out duplicates. */
    private static List<Base> missing(List<Base> elements, List<Base> in) {
        return elements.stream()
                .filter(element -> in.stream().noneMatch(other -> other.equalsDeep(element)))
                .toList();
    }

    @Test
    void leavesNothingToTheEngine() {
        var extractor = new SearchValueExtractor(
                context, parameters, ZoneId.of("Asia/Ho_Chi_Minh"), Set.of(), AddedParameters.NONE);
        for (String type : RandomResources.allTypes(context)) {
            assertThat(extractor.servedByEngine(type)).as(type).isEmpty();
        }
    }

    @Test
    void leavesToTheEngineWhatItCannotWalk() {
        var odd = new SearchParameter(
                "Patient", "odd", SearchKind.STRING, 0, "Patient.name.family.first()", Set.of(), List.of());
        var own = new SearchParameters(Set.of("Patient"), type -> List.of(odd));
        var extractor =
                new SearchValueExtractor(context, own, ZoneId.of("Asia/Ho_Chi_Minh"), Set.of(), AddedParameters.NONE);
        var patient = new Patient();
        patient.addName().setFamily("Nguyễn");
        patient.addName().setFamily("Trần");
        assertThat(extractor.servedByEngine("Patient")).containsExactly("odd");
        assertThat(extractor.extract(patient).byOrdinal()).containsValue(List.of(new SearchValue.Text("Nguyễn")));
    }

    @Test
    void readsEveryComponentOfEveryComposite() {
        for (String type : RandomResources.allTypes(context)) {
            for (SearchParameter parameter : parameters.ofType(type)) {
                if (parameter.kind() == SearchKind.COMPOSITE) {
                    var bases = ElementPath.parse(type, parameter.expression()).orElseThrow();
                    var source = CompositeSource.of(parameter, bases);
                    assertThat(source.groups())
                            .as(type + "." + parameter.code())
                            .allSatisfy(group -> assertThat(group.parts())
                                    .hasSameSizeAs(parameter.components())
                                    .allSatisfy(part ->
                                            assertThat(part.path().branches()).isNotEmpty()));
                }
            }
        }
    }

    @Test
    void refusesWhatItCannotWalk() {
        assertThat(ElementPath.parse("Patient", "Patient.deceased.exists()")).isEmpty();
        assertThat(ElementPath.parse("Patient", "Patient.name.where(use = 'official' and family = 'x')"))
                .isEmpty();
        assertThat(ElementPath.parse("Patient", "Patient.name.family.first()")).isEmpty();
    }

    /** Resolves by the text alone: a stub of the type that the reference names. */
    static IFhirPath engine(FhirContext context) {
        IFhirPath engine = context.newFhirPath();
        engine.setEvaluationContext(new IFhirPathEvaluationContext() {
            @Override
            public @Nullable IBase resolveReference(IIdType reference, @Nullable IBase from) {
                return reference.hasResourceType()
                        ? context.getResourceDefinition(reference.getResourceType())
                                .newInstance()
                        : null;
            }
        });
        return engine;
    }
}
