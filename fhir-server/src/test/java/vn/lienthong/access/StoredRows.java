package vn.lienthong.access;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.lienthong.access.fhir.ConsentReaders;
import vn.lienthong.consent.ConsentRecord;
import vn.lienthong.consent.Row;
import vn.lienthong.directory.Facilities;
import vn.lienthong.directory.Facility;
import vn.lienthong.record.Home;
import vn.lienthong.record.Packed;
import vn.lienthong.record.Packing;
import vn.lienthong.record.Packing.Dictionary;
import vn.lienthong.record.Packing.Purpose;
import vn.lienthong.record.RecordRow;
import vn.lienthong.record.ResourceReader;
import vn.lienthong.record.fhir.ResourceReaders;
import vn.lienthong.search.SearchParameters;
import vn.lienthong.search.fhir.HapiSearchParameters;
import vn.lienthong.shared.ResourceKey;

/** Resources as the store would keep them and Consents as the door would read them, without a database. */
final class StoredRows {

    private static final short DICTIONARY = 2;

    private final FhirContext context = context();
    private final SearchParameters parameters = HapiSearchParameters.load(context);
    private final ResourceReader reader = ResourceReaders.of(context, parameters);
    private final ConsentReader consents;
    private final MembershipReader memberships = ConsentReaders.memberships(context);
    private final Packing packing;

    StoredRows(List<Facility> facilities) {
        this.consents = ConsentReaders.consents(context, new FewFacilities(facilities));
        var dictionary = new Dictionary(DICTIONARY, Purpose.SEARCH, dictionary());
        this.packing = new Packing(List.of(dictionary), _ -> dictionary);
    }

    private static FhirContext context() {
        var context = FhirContext.forR4();
        context.setParserErrorHandler(new StrictErrorHandler());
        return context;
    }

    private static byte[] dictionary() {
        try (var in = StoredRows.class.getResourceAsStream("/dictionary/search-2.zdict")) {
            return java.util.Objects.requireNonNull(in).readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    ConsentRecord consent(JsonNode json) {
        return consents.read(json.path("id").asText(), bytes(json));
    }

    List<Membership> members(JsonNode team) {
        return memberships.read(team.path("resourceType").asText(), bytes(team));
    }

    /** A row as decisions see it. */
    Row row(JsonNode json, String custodian, Instant written) {
        var type = json.path("resourceType").asText();
        var prepared = reader.read(type, bytes(json), "");
        var row = new RecordRow(
                new Home.OfPatient(1),
                new ResourceKey(type, json.path("id").asText()),
                1,
                custodian,
                written,
                prepared.clinicalStart(),
                prepared.clinicalEnd(),
                prepared.labels(),
                false,
                packing.pack(Purpose.SEARCH, prepared.search()),
                Packed.EMPTY);
        return new RowCursor(parameters, packing.unpacker()).at(row);
    }

    private static byte[] bytes(JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A directory that nobody changes. */
    private record FewFacilities(List<Facility> all) implements Facilities {

        @Override
        public Optional<Facility> find(String code) {
            return all.stream().filter(facility -> facility.code().equals(code)).findFirst();
        }

        @Override
        public Optional<Facility> ofOrganization(String organizationId) {
            return all.stream()
                    .filter(facility -> facility.organizationId().equals(organizationId))
                    .findFirst();
        }

        @Override
        public Set<String> answersFor(String code) {
            return Set.of(code);
        }

        @Override
        public void register(Facility facility) {
            throw new UnsupportedOperationException("The directory is given");
        }
    }
}
