package vn.lienthong.subscription;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/**
 * Calls the endpoints of subscribers. Their addresses come from outside, so none inside the exchange's own network is
 * called unless the operator has named its host, no redirection is followed, and nothing of an answer but its status is
 * looked at.
 */
@Component
class Endpoints {

    private final SubscriptionProperties properties;
    private volatile Optional<HttpClient> client = Optional.empty();

    Endpoints(SubscriptionProperties properties) {
        this.properties = properties;
    }

    /** Whether an address can be called at all: what is wrong with it, in words for whoever wrote it. */
    Optional<String> problem(URI endpoint) {
        var host = endpoint.getHost();
        if (host == null || endpoint.getRawUserInfo() != null || endpoint.getRawFragment() != null) {
            return Optional.of("An endpoint is an address such as `https://hospital.example.org/notify`.");
        }
        if (properties.privateHosts().contains(host)) {
            return List.of("http", "https").contains(endpoint.getScheme())
                    ? Optional.empty()
                    : Optional.of("An endpoint is called by `https`.");
        }
        if (!"https".equals(endpoint.getScheme())) {
            return Optional.of("An endpoint is called by `https`.");
        }
        boolean literal = host.startsWith("[") || host.matches("[0-9.]+");
        return (literal && isInside(host)) || host.equals("localhost")
                ? Optional.of("`%s` is an address inside a network. Ask the operator to name it in".formatted(host)
                        + " `lienthong.subscription.private-hosts`.")
                : Optional.empty();
    }

    /**
     * Sends a notification; empty when it was taken, or else why it was not.
     *
     * @param headers each with its value, such as {@code Authorization: Bearer …}
     */
    Optional<String> post(URI endpoint, List<String> headers, byte[] body) {
        var problem = problem(endpoint);
        if (problem.isPresent()) {
            return problem;
        }
        // Java remembers what a name resolves to for longer than it takes to connect.
        if (!properties.privateHosts().contains(endpoint.getHost()) && isInside(endpoint.getHost())) {
            return Optional.of("The name of the endpoint leads into a private network, or nowhere.");
        }
        try {
            var request = HttpRequest.newBuilder(endpoint)
                    .timeout(properties.timeout())
                    .header("Content-Type", "application/fhir+json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body));
            headers.forEach(header -> {
                int colon = header.indexOf(':');
                request.header(
                        header.substring(0, colon).strip(),
                        header.substring(colon + 1).strip());
            });
            return send(request.build());
        } catch (IllegalArgumentException e) {
            return Optional.of("The headers of the subscription cannot be sent.");
        }
    }

    private Optional<String> send(HttpRequest request) {
        var answer = client().sendAsync(request, HttpResponse.BodyHandlers.discarding());
        try {
            int status = answer.get(properties.timeout().toMillis(), TimeUnit.MILLISECONDS)
                    .statusCode();
            return status / 100 == 2 ? Optional.empty() : Optional.of("The endpoint answered %d.".formatted(status));
        } catch (TimeoutException e) {
            answer.cancel(true);
            return Optional.of("The endpoint did not answer within %d s."
                    .formatted(properties.timeout().toSeconds()));
        } catch (ExecutionException e) {
            return Optional.of(
                    e.getCause() instanceof IOException
                            ? "The endpoint could not be reached."
                            : "The endpoint could not be called.");
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return Optional.of("The exchange was stopped.");
        }
    }

    /** Made at the first use: most nodes of a test, and many of a province, call nobody. */
    private HttpClient client() {
        var made = client;
        if (made.isEmpty()) {
            made = Optional.of(HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(properties.timeout())
                    .build());
            client = made;
        }
        return made.get();
    }

    private static boolean isInside(String host) {
        try {
            for (var address : InetAddress.getAllByName(host)) {
                if (isInside(address)) {
                    return true;
                }
            }
            return false;
        } catch (UnknownHostException e) {
            return true;
        }
    }

    /** By the <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">registries of special addresses</a>. */
    static boolean isInside(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return true;
        }
        var bytes = address.getAddress();
        int first = bytes[0] & 0xFF;
        int second = bytes[1] & 0xFF;
        if (bytes.length == 4) {
            return first == 0
                    || first >= 240
                    || (first == 100 && second >= 64 && second < 128)
                    || (first == 192 && second == 0 && bytes[2] == 0)
                    || (first == 198 && (second == 18 || second == 19));
        }
        boolean unique = (first & 0xFE) == 0xFC;
        boolean translated = (first == 0 && second == 0x64) || (first == 0x20 && second == 0x02);
        return unique || translated || first == 0;
    }
}
