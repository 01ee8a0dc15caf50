package vn.lienthong.access.fhir;

import ca.uhn.fhir.context.FhirContext;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseReference;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.utilities.graphql.Argument;
import org.hl7.fhir.utilities.graphql.IGraphQLStorageServices;
import org.jspecify.annotations.Nullable;
import vn.lienthong.access.AccessRequest;
import vn.lienthong.access.GraphQlProperties;
import vn.lienthong.access.ResultBundle;
import vn.lienthong.record.Packing;
import vn.lienthong.record.RecordRow;
import vn.lienthong.shared.ExchangeException;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;

/**
 * What a GraphQL query of one request reads: each resource by a read, each list by a search, as if the caller had asked
 * for them one by one. A resource that is hidden is one that is not there.
 */
final class GraphStorage implements IGraphQLStorageServices {

    private static final String PAGE = "_page";

    private final Door door;
    private final AccessRequest request;
    private final Packing packing;
    private final FhirContext context;
    private final GraphQlProperties limits;
    private final String base;
    private final Map<ResourceKey, Optional<Resource>> read = new HashMap<>();
    private int lookups;

    GraphStorage(
            Door door,
            AccessRequest request,
            Packing packing,
            FhirContext context,
            GraphQlProperties limits,
            String base) {
        this.door = door;
        this.request = request;
        this.packing = packing;
        this.context = context;
        this.limits = limits;
        this.base = base + "/";
    }

    /** The resource that the address names: 404, 410 and 403 as by a read. */
    Resource focus(ResourceKey key) {
        count();
        var resource = parsed(door.reading().read(request, key));
        read.put(key, Optional.of(resource));
        return resource;
    }

    @Override
    public @Nullable ReferenceResolution lookup(
            @Nullable Object application, @Nullable IBaseResource within, IBaseReference reference) {
        var text = reference.getReferenceElement().getValue();
        if (text == null) {
            return null;
        }
        if (text.startsWith("#")) {
            return contained(within, text);
        }
        return ResourceKey.ofReference(text.startsWith(base) ? text.substring(base.length()) : text)
                .flatMap(this::found)
                .map(resource -> new ReferenceResolution(resource, resource))
                .orElse(null);
    }

    private static @Nullable ReferenceResolution contained(@Nullable IBaseResource within, String reference) {
        if (within instanceof DomainResource container) {
            for (var resource : container.getContained()) {
                var id = String.valueOf(resource.getIdElement().getIdPart());
                if (reference.substring(1).equals(id.replace("#", ""))) {
                    return new ReferenceResolution(container, resource);
                }
            }
        }
        return null;
    }

    @Override
    public IBaseResource lookup(@Nullable Object application, String type, String id) {
        var key = new ResourceKey(type, id);
        return Optional.of(key)
                .filter(asked -> ResourceKey.isId(asked.id()))
                .flatMap(this::found)
                .orElseThrow(() -> Issue.unknown(key));
    }

    private Optional<Resource> found(ResourceKey key) {
        var before = read.get(key);
        if (before != null) {
            return before;
        }
        count();
        var found = visible(key);
        read.put(key, found);
        return found;
    }

    /** What is hidden, deleted, or of a type that is not open to this caller is not there. */
    private Optional<Resource> visible(ResourceKey key) {
        if (!context.getResourceTypes().contains(key.type())) {
            return Optional.empty();
        }
        try {
            return Optional.of(parsed(door.reading().read(request, key)));
        } catch (ExchangeException e) {
            return switch (e.issue()) {
                case Issue.Unknown _, Issue.Deleted _, Issue.Forbidden _ -> Optional.empty();
                default -> throw e;
            };
        }
    }

    @Override
    public void listResources(
            @Nullable Object application, String type, List<Argument> arguments, List<IBaseResource> matches) {
        for (var entry : searched(type, arguments).entries()) {
            if (entry.row() != null && "match".equals(entry.mode())) {
                matches.add(parsed(entry.row()));
            }
        }
    }

    @Override
    public Bundle search(@Nullable Object application, String type, List<Argument> arguments) {
        var result = searched(type, arguments);
        var bundle = new Bundle();
        result.total().ifPresent(bundle::setTotal);
        for (var entry : result.entries()) {
            if (entry.row() != null && entry.mode() != null) {
                bundle.addEntry()
                        .setResource(parsed(entry.row()))
                        .getSearch()
                        .setMode(SearchEntryMode.fromCode(entry.mode()));
            }
        }
        for (var link : result.links()) {
            // The engine makes a cursor of these two and gives it back as they are.
            int page = link.url().indexOf(PAGE + "=");
            if (page >= 0) {
                bundle.addLink()
                        .setRelation(link.relation())
                        .setUrl("search&search-id=%s&search-offset=0"
                                .formatted(link.url().substring(page + PAGE.length() + 1)));
            }
        }
        return bundle;
    }

    private ResultBundle searched(String type, List<Argument> arguments) {
        count();
        var given = new LinkedHashMap<String, List<String>>();
        for (var argument : arguments) {
            var values = argument.getValues().stream()
                    .map(value -> String.valueOf(value.getValue()))
                    .toList();
            switch (argument.getName()) {
                case "search-id" -> given.put(PAGE, values);
                case "search-offset" -> {}
                default ->
                    given.computeIfAbsent(parameter(argument.getName()), _ -> new ArrayList<>())
                            .add(String.join(",", values));
            }
        }
        return door.searching().search(request, type, given, false);
    }

    /** Names in GraphQL hold no hyphen: an underscore within a name stands for it. */
    private static String parameter(String name) {
        return name.charAt(0) + name.substring(1).replace('_', '-');
    }

    private void count() {
        if (++lookups > limits.maxLookups()) {
            throw GraphQuery.refused(
                    "too-costly",
                    "It leads to more than %d resources and searches. Ask in several queries, or search with `_include`."
                            .formatted(limits.maxLookups()));
        }
    }

    private Resource parsed(RecordRow row) {
        var resource = (Resource)
                context.newJsonParser().parseResource(new ByteArrayInputStream(packing.unpack(row.requireBody())));
        // As it is written in the resource, without type and version.
        resource.setId(row.id());
        return resource;
    }
}
