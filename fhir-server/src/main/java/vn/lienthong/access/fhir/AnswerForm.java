package vn.lienthong.access.fhir;

import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.SummaryEnum;
import ca.uhn.fhir.rest.server.RestfulServerUtils;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Issue;

/**
 * What of a resource is sent (<a href="https://hl7.org/fhir/R4/search.html#summary">_summary</a>,
 * <a href="https://hl7.org/fhir/R4/search.html#elements">_elements</a>) and how it is laid out ({@code _pretty}).
 *
 * @param elements names of elements, with their type in front where the request names no type
 */
record AnswerForm(SummaryEnum summary, Set<String> elements, boolean pretty) {

    private static final Pattern ELEMENT =
            Pattern.compile("(?:[A-Z][A-Za-z]*\\.)?[a-z][A-Za-z0-9]*(?:\\.[a-z][A-Za-z0-9]*)*");

    private static final String MANDATORY = "*.(mandatory)";

    static AnswerForm of(ServletRequestDetails request) {
        return new AnswerForm(
                summary(request),
                elements(request),
                RestfulServerUtils.prettyPrintResponse(request.getServer(), request));
    }

    private static SummaryEnum summary(ServletRequestDetails request) {
        var values = values(request, "_summary");
        if (values.isEmpty()) {
            return SummaryEnum.FALSE;
        }
        var summary = SummaryEnum.fromCode(values.getFirst());
        if (summary == null || values.size() > 1) {
            throw wrong(
                    "_summary",
                    "`%s` is none of true, text, data, count and false.".formatted(values),
                    "_summary=true");
        }
        return summary;
    }

    private static Set<String> elements(ServletRequestDetails request) {
        var elements = new LinkedHashSet<String>();
        for (var value : values(request, "_elements")) {
            for (var element : value.split(",", -1)) {
                if (!ELEMENT.matcher(element.strip()).matches()) {
                    throw wrong(
                            "_elements", "`%s` is no name of an element.".formatted(element), "_elements=status,code");
                }
                elements.add(element.strip());
            }
        }
        return elements;
    }

    private static List<String> values(ServletRequestDetails request, String name) {
        var values = request.getParameters().get(name);
        return values == null ? List.of() : Arrays.asList(values);
    }

    private static ExchangeException wrong(String name, String problem, String example) {
        return Issue.malformed("value", null, "Parameter `%s`: %s Example: `%s`.".formatted(name, problem, example));
    }

    /** Refuses what means nothing, before anything is read. */
    void check(boolean bundle) {
        if (summary != SummaryEnum.FALSE && !elements.isEmpty()) {
            throw wrong("_elements", "does not go together with `_summary`.", "_elements=status,code");
        }
        if (summary == SummaryEnum.COUNT && !bundle) {
            throw wrong("_summary", "`count` belongs to a search.", "_summary=true");
        }
    }

    /** Whether the stored form is the one that is asked for. */
    boolean asStored() {
        return summary == SummaryEnum.FALSE && elements.isEmpty() && !pretty;
    }

    IParser parser(ServletRequestDetails request, EncodingEnum encoding, IBaseResource resource) {
        var parser = encoding.newParser(request.getFhirContext());
        parser.setPrettyPrint(pretty);
        parser.setServerBaseUrl(request.getFhirServerBase());
        boolean bundle = resource instanceof Bundle;
        switch (summary) {
            case TRUE -> parser.setSummaryMode(true);
            case DATA -> parser.setSuppressNarratives(true);
            case TEXT -> parts(parser, Set.of("*.id", "*.meta", "*.text", MANDATORY), bundle);
            case COUNT -> parser.setEncodeElements(Set.of("Bundle.total", "Bundle.type", "Bundle.link"));
            case FALSE -> {}
        }
        if (!elements.isEmpty()) {
            parts(parser, qualified(request, bundle), bundle);
        }
        return parser;
    }

    /** Of a Bundle the resources are cut, not the Bundle. */
    private static void parts(IParser parser, Set<String> parts, boolean bundle) {
        parser.setEncodeElementsAppliesToChildResourcesOnly(bundle);
        parser.setEncodeElements(parts);
    }

    /** Elements are of the type that the address names, and of every type where an answer holds all. */
    private Set<String> qualified(ServletRequestDetails request, boolean bundle) {
        boolean ofAll =
                request.getResourceName() == null || (bundle && request.getId() != null && isOperation(request));
        var type = ofAll ? "*" : request.getResourceName();
        var qualified = new LinkedHashSet<String>();
        for (var element : elements) {
            qualified.add(Character.isUpperCase(element.charAt(0)) ? element : type + "." + element);
        }
        qualified.add(ofAll ? MANDATORY : type + ".(mandatory)");
        return qualified;
    }

    private static boolean isOperation(ServletRequestDetails request) {
        return request.getOperation() != null && request.getOperation().startsWith("$");
    }
}
