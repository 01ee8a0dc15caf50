package vn.lienthong.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** What is printed when everything answers: addresses, accounts, and lines to try as they stand. */
final class Welcome {

    private static final String PATIENT_1 = "Patient?identifier=http://fhir.hl7.org.vn/core/sid/cccd%7C099204000001";
    private static final String READER = "clinician-22021";

    private final DemoWorld world;

    Welcome(DemoWorld world) {
        this.world = world;
    }

    String text() throws InterruptedException {
        return """

                Liên Thông is ready.

                  Portal     %6$s
                  Exchange   %1$s   (`%1$s/metadata` says what it can do)
                  Keycloak   %2$s   (account `admin`, password `demo`, realm `lienthong`)

                Accounts, password `demo` for each:
                  clinician-22066    doctor at Trạm y tế xã Quan Lạn, an island's health station
                  clinician-22021    doctor at TTYT huyện Vân Đồn, the district's centre
                  clinician-22001    doctor at Bệnh viện đa khoa tỉnh Quảng Ninh
                  clinician-22002    doctor at Bệnh viện Bãi Cháy
                  consultant-01901   consultant at Bệnh viện Hữu nghị Việt Đức, outside the province
                  coordinator-22001, coordinator-01901   consultation desks
                  registrar-22021    registration desk
                  patient-1          has granted access to all public facilities of the province
                  patient-2          has decided nothing
                  patient-3          has refused one hospital
                  parent-1           acts for a newborn child
                  privacy-officer, auditor, operator     the province
                Facility systems: clients `facility-<code>`, secret `demo`.

                To try, as %3$s:
                  TOKEN=$(curl -s -d grant_type=password -d client_id=lienthong-cli -d username=%3$s -d password=demo %4$s | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
                %5$s
                """.formatted(
                        world.baseUrl(),
                        keycloak(),
                        READER,
                        world.issuer() + "/protocol/openid-connect/token",
                        reads(),
                        world.baseUrl().replace("/fhir", "/portal"));
    }

    private String keycloak() {
        return world.issuer().replaceFirst("/realms/.*", "");
    }

    private String reads() throws InterruptedException {
        String search = curl(PATIENT_1);
        return patient()
                .map(id -> search + "\n" + curl("Patient/" + id + "/$everything?_count=20"))
                .orElse(search);
    }

    private String curl(String path) {
        return "  curl -s -H \"Authorization: Bearer $TOKEN\" '" + world.baseUrl() + "/" + path + "'";
    }

    /** Asks what the printed lines will ask; so what is printed has worked once. */
    private Optional<String> patient() throws InterruptedException {
        try (Tokens tokens = world.tokens();
                HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(world.baseUrl() + "/" + PATIENT_1))
                            .timeout(Duration.ofSeconds(20))
                            .header("Authorization", "Bearer " + tokens.ofAccount(READER))
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                return Optional.empty();
            }
            JsonNode id = new ObjectMapper().readTree(answer.body()).at("/entry/0/resource/id");
            return id.isTextual() ? Optional.of(id.asText()) : Optional.empty();
        } catch (IOException unreadable) {
            throw new DemoFailure("The exchange was ready and then did not answer.", unreadable);
        }
    }
}
