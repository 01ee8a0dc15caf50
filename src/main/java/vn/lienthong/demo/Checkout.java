package vn.lienthong.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where things lie in a checkout of the project: what Maven built, and what the demo keeps. */
public record Checkout(Path root) {

    private static final Path REALM = Path.of("src", "main", "keycloak", "lienthong-realm.json");

    /** The checkout around the working directory, so that Maven, the scripts and an IDE all find the same one. */
    public static Checkout around(Path directory) {
        Path start = directory.toAbsolutePath().normalize();
        for (Path at = start; at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(REALM))) {
                return new Checkout(at);
            }
        }
        throw new IllegalStateException("`" + start + "` is not inside a checkout of Liên Thông.");
    }

    public static Checkout here() {
        return around(Path.of(""));
    }

    public Path realm() {
        return root.resolve(REALM);
    }

    /** The application as it is run; see {@link Installation}. */
    public Path exchangeJar() {
        return Installation.newest(packagedExchange(), installation());
    }

    /** The application as one runnable jar, as Maven made it. */
    public Path packagedExchange() {
        return built(root.resolve("fhir-server").resolve("target"), "fhir-server-*-application.jar");
    }

    /** Where the application is taken apart. */
    public Path installation() {
        return root.resolve("fhir-server").resolve("target").resolve("exchange");
    }

    /** Keycloak as Maven unpacked it. */
    public Path keycloakHome() {
        return built(root.resolve("src").resolve("target").resolve("keycloak"), "keycloak-*");
    }

    /** Everything that the demo keeps; deleting it is what {@code ./demo --reset} does. */
    public Path demoDirectory() {
        return root.resolve(".demo");
    }

    private static Path built(Path directory, String name) {
        try (var found = Files.newDirectoryStream(directory, name)) {
            for (Path path : found) {
                return path;
            }
        } catch (IOException absent) {
            throw new IllegalStateException(missing(directory, name), absent);
        }
        throw new IllegalStateException(missing(directory, name));
    }

    private static String missing(Path directory, String name) {
        return "`" + directory.resolve(name) + "` is not there; build it with `./mvnw package -DskipTests`.";
    }
}
