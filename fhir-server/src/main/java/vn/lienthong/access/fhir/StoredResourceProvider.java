package vn.lienthong.access.fhir;

import ca.uhn.fhir.rest.annotation.ConditionalUrlParam;
import ca.uhn.fhir.rest.annotation.Create;
import ca.uhn.fhir.rest.annotation.Delete;
import ca.uhn.fhir.rest.annotation.History;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.Patch;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.annotation.Update;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.api.PatchTypeEnum;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.NotModifiedException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Objects;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import vn.lienthong.access.PatchDocument;
import vn.lienthong.access.PatchDocument.Form;
import vn.lienthong.access.ReturnPreference;
import vn.lienthong.access.WriteEntry;
import vn.lienthong.access.WriteEntry.Conditions;
import vn.lienthong.record.RecordRow;
import vn.lienthong.shared.Issue;
import vn.lienthong.shared.ResourceKey;

/** The <a href="https://hl7.org/fhir/R4/http.html">instance and type interactions</a> of one resource type. */
class StoredResourceProvider implements IResourceProvider {

    private static final String OPERATIONS = "http://hl7.org/fhir/OperationDefinition/Resource-";

    private final Class<? extends IBaseResource> resourceClass;
    private final String type;
    private final Door door;

    StoredResourceProvider(String type, Class<? extends IBaseResource> resourceClass, Door door) {
        this.type = type;
        this.resourceClass = resourceClass;
        this.door = door;
    }

    @Override
    public Class<? extends IBaseResource> getResourceType() {
        return resourceClass;
    }

    @Read(version = true)
    public Resource read(@IdParam IdType id, ServletRequestDetails details) {
        var row = row(id, details);
        var answer = door.answers().resource(row);
        if (ReadConditions.of(details.getServletRequest()).metBy(row)) {
            VersionHeaders.set(details, details.getServletResponse(), answer);
            throw new NotModifiedException("The caller has this version");
        }
        return answer;
    }

    private RecordRow row(IdType id, ServletRequestDetails details) {
        var request = door.requests().of(details);
        var key = new ResourceKey(type, id.getIdPart());
        return id.hasVersionIdPart()
                ? door.reading().vread(request, key, id.getVersionIdPart())
                : door.reading().read(request, key);
    }

    @Operation(name = "$meta", idempotent = true, canonicalUrl = OPERATIONS + "meta")
    public Parameters meta(@IdParam IdType id, ServletRequestDetails details) {
        return meta(row(id, details));
    }

    @Operation(name = "$meta-add", canonicalUrl = OPERATIONS + "meta-add")
    public Parameters metaAdd(@IdParam IdType id, ServletRequestDetails details) {
        return changeMeta(id, Form.META_ADD, details);
    }

    @Operation(name = "$meta-delete", canonicalUrl = OPERATIONS + "meta-delete")
    public Parameters metaDelete(@IdParam IdType id, ServletRequestDetails details) {
        return changeMeta(id, Form.META_DELETE, details);
    }

    private Parameters changeMeta(IdType id, Form form, ServletRequestDetails details) {
        if (id.hasVersionIdPart()) {
            throw Issue.malformed("not-supported", null, "Former versions are not changed. Leave `_history` out.");
        }
        var change = new PatchDocument(form, RequestBodies.json(details));
        var entry = WriteEntry.patch(type, idPart(id), Optional.empty(), change, conditions(details));
        var result = door.writing().write(door.requests().of(details), entry);
        return meta(Objects.requireNonNull(result.row(), "What was patched is there"));
    }

    private Parameters meta(RecordRow row) {
        return StoredAnswer.carry(new Parameters(), out -> out.write(door.meta().of(row)));
    }

    @History
    public Bundle history(@IdParam IdType id, ServletRequestDetails details) {
        var request = door.requests().of(details);
        var key = new ResourceKey(type, id.getIdPart());
        var versions = door.history().of(request, key, Requests.parameters(details));
        return door.answers().bundle(versions, request.now());
    }

    @History
    public Bundle historyOfType(ServletRequestDetails details) {
        var request = door.requests().of(details);
        var versions = door.systemHistory().of(request, Optional.of(type), Requests.parameters(details));
        return door.answers().bundle(versions, request.now());
    }

    @Search(allowUnknownParams = true)
    public Bundle search(ServletRequestDetails details) {
        var request = door.requests().of(details);
        var given = Requests.searchParameters(details);
        var found = door.searching().search(request, type, given, Requests.lenient(details));
        return door.answers().bundle(found, request.now());
    }

    @Create
    public MethodOutcome create(@ResourceParam IBaseResource shell, ServletRequestDetails details) {
        var entry = WriteEntry.create(
                type, RequestBodies.json(details), Optional.ofNullable(details.getHeader("If-None-Exist")));
        return write(entry, details);
    }

    @Update
    public MethodOutcome update(
            @IdParam @Nullable IdType id,
            @ResourceParam IBaseResource shell,
            @ConditionalUrlParam @Nullable String condition,
            ServletRequestDetails details) {
        var entry = WriteEntry.update(
                type, idPart(id), criteria(condition), RequestBodies.json(details), conditions(details));
        return write(entry, details);
    }

    /** HAPI wants the text and its type as parameters; both are taken as they came. */
    @Patch
    public MethodOutcome patch(
            @IdParam @Nullable IdType id,
            @ConditionalUrlParam @Nullable String condition,
            PatchTypeEnum form,
            @ResourceParam String text,
            ServletRequestDetails details) {
        var entry = WriteEntry.patch(
                type, idPart(id), criteria(condition), RequestBodies.patch(details, form), conditions(details));
        return write(entry, details);
    }

    @Delete
    public MethodOutcome delete(
            @IdParam @Nullable IdType id,
            @ConditionalUrlParam @Nullable String condition,
            ServletRequestDetails details) {
        var entry = WriteEntry.delete(type, idPart(id), criteria(condition), conditions(details));
        var result = door.writing().write(door.requests().of(details), entry);
        return door.answers().deletion(result, Requests.preference(details, ReturnPreference.MINIMAL));
    }

    private MethodOutcome write(WriteEntry entry, ServletRequestDetails details) {
        return door.answers().outcome(door.writing().write(door.requests().of(details), entry));
    }

    private static Optional<String> idPart(@Nullable IdType id) {
        return Optional.ofNullable(id).map(IdType::getIdPart);
    }

    private static Optional<String> criteria(@Nullable String condition) {
        return Optional.ofNullable(condition)
                .filter(url -> url.indexOf('?') >= 0)
                .map(url -> url.substring(url.indexOf('?') + 1));
    }

    private static Conditions conditions(ServletRequestDetails details) {
        return new Conditions(
                Optional.ofNullable(details.getHeader("If-Match")),
                Optional.ofNullable(details.getHeader("If-None-Match")),
                Optional.empty());
    }
}
