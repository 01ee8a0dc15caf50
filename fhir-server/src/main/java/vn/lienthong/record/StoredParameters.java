package vn.lienthong.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import vn.lienthong.search.AddedParameters;
import vn.lienthong.search.SearchKind;
import vn.lienthong.search.SearchParameter;
import vn.lienthong.search.SearchParameters;
import vn.lienthong.search.fhir.AddedExpression;
import vn.lienthong.shared.Issue;

/**
 * The <a href="https://hl7.org/fhir/R4/searchparameter.html">SearchParameters</a> that the operator stores. All nodes read
 * them from the database.
 */
@Component
public class StoredParameters implements AddedParameters {

    /** Those with an underscore in front are the standard's. */
    private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z0-9_\\-]{0,63}");

    private static final Map<String, SearchKind> KINDS = Map.of(
            "number", SearchKind.NUMBER,
            "date", SearchKind.DATE,
            "string", SearchKind.STRING,
            "token", SearchKind.TOKEN,
            "reference", SearchKind.REFERENCE,
            "quantity", SearchKind.QUANTITY,
            "uri", SearchKind.URI);

    private final AddedStore store;
    private final SearchParameters parameters;
    private final AddedExpression expressions;
    private volatile Snapshot snapshot;

    StoredParameters(AddedStore store, SearchParameters parameters, AddedExpression expressions) {
        this.store = store;
        this.parameters = parameters;
        this.expressions = expressions;
        snapshot = store.load();
    }

    @Override
    public Snapshot current() {
        return snapshot;
    }

    @Override
    public Snapshot fresh() {
        if (store.version() != snapshot.version()) {
            snapshot = store.load();
        }
        return snapshot;
    }

    /**
     * Takes in a SearchParameter that the operator stores, in the transaction of that write. One that is not active does
     * not count.
     *
     * @param place FHIRPath of the resource within the request; empty for a request of its own
     */
    public void take(String id, byte[] json, String place) {
        var resource = tree(json);
        if (!resource.path("status").asText().equals("active")) {
            forget(id);
            return;
        }
        store.lock();
        store.put(id, new Reading(id, resource, place.isEmpty() ? "SearchParameter" : place).parameters());
    }

    public void forget(String id) {
        store.put(id, List.of());
    }

    private static JsonNode tree(byte[] json) {
        try {
            return ResourceJson.MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException("It was parsed before", e);
        }
    }

    /** One SearchParameter, read and checked. */
    private final class Reading {

        private final String id;
        private final JsonNode resource;
        private final String place;

        Reading(String id, JsonNode resource, String place) {
            this.id = id;
            this.resource = resource;
            this.place = place;
        }

        List<SearchParameter> parameters() {
            var code = code();
            var kind = kind();
            var expression = resource.path("expression").asText();
            if (expression.isBlank()) {
                throw refused(
                        "",
                        "Give the `expression` that leads to the values. Example: `Patient.extension('http://example.org/ward').value`.");
            }
            var read = new ArrayList<SearchParameter>();
            var met = new HashSet<String>();
            for (int i = 0; i < resource.path("base").size(); i++) {
                var type = resource.path("base").get(i).asText();
                if (!met.add(type)) {
                    continue;
                }
                check(type, code, ".base[%d]".formatted(i));
                expressions.problem(type, expression).ifPresent(problem -> {
                    throw refused(".expression", "For %s: %s".formatted(type, problem));
                });
                read.add(new SearchParameter(type, code, kind, VERSION_ORDINAL, expression, targets(), List.of()));
            }
            return read;
        }

        private String code() {
            var code = resource.path("code").asText();
            if (!CODE.matcher(code).matches()) {
                throw refused(
                        ".code",
                        "`%s` cannot be a parameter: begin with a letter, then letters, digits, `-` and `_`. Example: `ward`."
                                .formatted(code));
            }
            return code;
        }

        private SearchKind kind() {
            var type = resource.path("type").asText();
            var kind = KINDS.get(type);
            if (kind == null) {
                throw refused(
                        ".type",
                        "`%s` is not served for parameters that are added. Use one of %s."
                                .formatted(type, new TreeSet<>(KINDS.keySet())));
            }
            return kind;
        }

        private void check(String type, String code, String where) {
            if (!parameters.knowsType(type) || !ResourceTypes.stored(type)) {
                throw refused(
                        where,
                        "`%s` is no type whose resources are stored and searched here. Name each type for itself. Example: `Patient`."
                                .formatted(type));
            }
            if (parameters.find(type, code).isPresent()) {
                throw refused(
                        ".code", "%s has a parameter `%s` in R4 already. Choose another code.".formatted(type, code));
            }
            if (store.isTaken(id, type, code)) {
                throw refused(
                        ".code",
                        "Another SearchParameter gives %s the parameter `%s`. Retire it first, or choose another code."
                                .formatted(type, code));
            }
        }

        private Set<String> targets() {
            var targets = new TreeSet<String>();
            resource.path("target").forEach(target -> targets.add(target.asText()));
            return targets;
        }

        private RuntimeException refused(String where, String diagnostics) {
            return Issue.unprocessable("not-supported", place + where, diagnostics);
        }
    }
}
