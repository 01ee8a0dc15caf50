package vn.lienthong.access.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.hapi.ctx.HapiWorkerContext;
import org.hl7.fhir.r4.utils.GraphQLEngine;
import org.hl7.fhir.utilities.graphql.EGraphEngine;
import org.hl7.fhir.utilities.graphql.EGraphQLException;
import org.hl7.fhir.utilities.graphql.Package;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedRuntimeException;
import vn.lienthong.access.GraphQlProperties;
import vn.lienthong.record.Packing;
import vn.lienthong.record.ResourceJson;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.ExchangeProperties;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;

/** Runs <a href="https://hl7.org/fhir/R4/graphql.html">GraphQL</a> queries with HAPI's engine. */
final class GraphQl {

    private static final String QUERY = "application/graphql";

    private final Door door;
    private final Packing packing;
    private final FhirContext context;
    private final GraphQlProperties limits;
    private final String base;
    private final HapiWorkerContext worker;

    GraphQl(Door door, Packing packing, FhirContext context, GraphQlProperties limits, ExchangeProperties exchange) {
        this.door = door;
        this.packing = packing;
        this.context = context;
        this.limits = limits;
        this.base = exchange.fhirBase().toString();
        this.worker = new HapiWorkerContext(context, context.getValidationSupport());
    }

    @Operation(
            name = "$graphql",
            idempotent = true,
            manualRequest = true,
            manualResponse = true,
            canonicalUrl = "http://hl7.org/fhir/OperationDefinition/Resource-graphql")
    public void query(ServletRequestDetails details) throws IOException {
        answer(details, Optional.empty());
    }

    void answer(ServletRequestDetails details, Optional<ResourceKey> about) throws IOException {
        var storage = new GraphStorage(door, door.requests().of(details), packing, context, limits, base);
        var engine = new GraphQLEngine(worker);
        engine.setServices(storage);
        engine.setGraphQL(query(details, about.isPresent()));
        about.ifPresent(key -> engine.setFocus(storage.focus(key)));
        var json = run(engine);
        try (var out =
                details.getResponse().getResponseWriter(200, "application/json", "UTF-8", details.isRespondGzip())) {
            out.write(json);
        }
    }

    private static String run(GraphQLEngine engine) {
        try {
            engine.execute();
            var text = new StringBuilder();
            engine.getOutput().write(text, 0, "\n");
            return ResourceJson.MAPPER.readTree(text.toString()).toString();
        } catch (ExchangeException | NestedRuntimeException e) {
            throw e; // of what lies behind the engine, the database among it: no fault of the query
        } catch (EGraphEngine | EGraphQLException | IOException | RuntimeException e) {
            throw GraphQuery.failed(e);
        } catch (Error e) {
            // The engine's word for what a list of results does not have.
            if ("Not Implemented".equals(e.getMessage())) {
                throw GraphQuery.failed(e);
            }
            throw e;
        }
    }

    private Package query(ServletRequestDetails details, boolean focused) {
        var parameters = Requests.parameters(details);
        parameters.keySet().stream()
                .filter(name -> !Set.of("query", "operationName", "variables").contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw Issue.malformed(
                            "not-supported",
                            null,
                            "There is no parameter `%s` here. Known are `query`, `operationName` and `variables`."
                                    .formatted(name));
                });
        var query = first(parameters.get("query"));
        var operation = first(parameters.get("operationName"));
        var variables = json(first(parameters.get("variables")));
        if (details.getRequestType() == RequestTypeEnum.POST) {
            var body = new String(RequestBodies.sent(details), StandardCharsets.UTF_8);
            var type = details.getServletRequest().getContentType();
            if (type != null && type.startsWith(QUERY)) {
                query = body;
            } else if (type != null && type.contains("json")) {
                var sent = json(body);
                query = text(sent, "query");
                operation = text(sent, "operationName");
                variables = sent == null ? null : sent.get("variables");
            } else {
                throw new ExchangeException(new Issue.UnsupportedMedia(Issue.one(
                        "not-supported",
                        null,
                        "Send the query as `application/graphql`, or as `application/json`: {\"query\":\"{ id }\"}.")));
            }
        }
        if (query == null || query.isBlank()) {
            throw GraphQuery.refused(
                    "required", "There is none. Send `?query={id}`, or {\"query\":\"{ id }\"} as JSON.");
        }
        return GraphQuery.read(query, operation, variables, focused, context.getResourceTypes()::contains, limits);
    }

    private static @Nullable String first(java.util.@Nullable List<String> values) {
        return values == null || values.isEmpty() ? null : values.getFirst();
    }

    private static @Nullable String text(@Nullable JsonNode sent, String name) {
        var value = sent == null ? null : sent.get(name);
        return value != null && value.isTextual() ? value.textValue() : null;
    }

    private static @Nullable JsonNode json(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return ResourceJson.MAPPER.readTree(text);
        } catch (IOException e) {
            throw GraphQuery.refused(
                    "structure", "What should be JSON is not: {\"query\":\"{ id }\",\"variables\":{}}.");
        }
    }
}
