package vn.lienthong.spec;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import java.net.URI;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The packaged application with the settings of a deployment and nothing else. */
@ExtendWith(RunningNodes.class)
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class StartSpec {

    private final URI fhir;

    StartSpec(ExchangeNode exchange) {
        this.fhir = URI.create(exchange.baseUrl());
    }

    @Test
    void the_exchange_says_that_it_is_ready_without_saying_more() {
        given().get(fhir.resolve("/actuator/health/readiness"))
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("components", equalTo(null));
    }
}
