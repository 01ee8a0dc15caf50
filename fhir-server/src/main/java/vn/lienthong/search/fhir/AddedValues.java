package vn.lienthong.search.fhir;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Resource;
import vn.lienthong.search.AddedParameters;
import vn.lienthong.search.SearchParameter;
import vn.lienthong.search.SearchValue;
import vn.lienthong.search.SearchValues;

/** Takes the values of the operator's own search parameters, together with the version by which they were taken. */
final class AddedValues {

    private static final byte[] NARRATIVE = "text".getBytes(UTF_8);

    private final AddedParameters added;
    private final ElementValues elementValues;
    private volatile Paths paths = new Paths(-1, Map.of());

    /** The parameters of one version, understood once. */
    private record Paths(long version, Map<String, List<Walked>> byType) {}

    /** @param beginnings names of elements of which the body holds one where there can be a value */
    @SuppressWarnings("ArrayRecordComponent")
    private record Walked(SearchParameter parameter, ElementPath path, List<byte[]> beginnings) {}

    AddedValues(AddedParameters added, ElementValues elementValues) {
        this.added = added;
        this.elementValues = elementValues;
    }

    /** Puts the values beside those of R4's parameters; nothing where the type has no added parameter. */
    void read(Resource resource, ReferenceTypes references, Map<Integer, List<SearchValue>> values) {
        var current = paths();
        var walked = current.byType().get(resource.fhirType());
        if (walked != null) {
            values.put(AddedParameters.VERSION_ORDINAL, version(current.version()));
            for (Walked one : walked) {
                var found = new ArrayList<SearchValue>();
                one.path()
                        .walk(
                                resource,
                                references,
                                element -> elementValues.read(one.parameter().kind(), element, found::add));
                if (!found.isEmpty()) {
                    values.put(one.parameter().ordinal(), found);
                }
            }
        }
    }

    /** The same from a body that is stored; it is parsed only if it can hold a value. */
    SearchValues read(String type, byte[] body, Function<byte[], Resource> parse) {
        var values = new HashMap<Integer, List<SearchValue>>();
        var current = paths();
        var walked = current.byType().get(type);
        if (walked != null && walked.stream().anyMatch(one -> canHold(body, one.beginnings()))) {
            var resource = parse.apply(body);
            read(resource, new ReferenceTypes(resource), values);
        } else if (walked != null) {
            values.put(AddedParameters.VERSION_ORDINAL, version(current.version()));
        }
        return new SearchValues(values);
    }

    /** Whether a parameter of this type may take values from the narrative. */
    boolean readNarratives(String type) {
        return paths().byType().getOrDefault(type, List.of()).stream()
                .flatMap(one -> one.beginnings().stream())
                .anyMatch(beginning -> beginning.length == 0 || Arrays.equals(beginning, NARRATIVE));
    }

    private static List<SearchValue> version(long version) {
        return List.of(SearchValue.NumberRange.exactly(BigDecimal.valueOf(version)));
    }

    private Paths paths() {
        var snapshot = added.current();
        var known = paths;
        if (known.version() != snapshot.version()) {
            known = understood(snapshot);
            paths = known;
        }
        return known;
    }

    private static Paths understood(AddedParameters.Snapshot snapshot) {
        var byType = new HashMap<String, List<Walked>>();
        snapshot.byType()
                .forEach((type, parameters) -> byType.put(
                        type, parameters.stream().map(AddedValues::understood).toList()));
        return new Paths(snapshot.version(), byType);
    }

    private static Walked understood(SearchParameter parameter) {
        ElementPath path = AddedExpression.path(parameter.type(), parameter.expression())
                .orElseThrow(() -> new IllegalStateException("It was understood when it was taken in"));
        var beginnings = path.branches().stream()
                .map(branch -> branch.isEmpty() || !(branch.getFirst() instanceof ElementPath.Step.Child child)
                        ? new byte[0]
                        : child.name().getBytes(UTF_8))
                .toList();
        return new Walked(parameter, path, beginnings);
    }

    private static boolean canHold(byte[] body, List<byte[]> beginnings) {
        for (byte[] beginning : beginnings) {
            if (holds(body, beginning)) {
                return true;
            }
        }
        return false;
    }

    private static boolean holds(byte[] body, byte[] text) {
        for (int from = 0; from <= body.length - text.length; from++) {
            int i = 0;
            while (i < text.length && body[from + i] == text[i]) {
                i++;
            }
            if (i == text.length) {
                return true;
            }
        }
        return false;
    }
}
