package vn.lienthong.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * What the client and the loopback cost alone: the JDK's own HTTP server sends as many bytes as a history has, and does
 * nothing for them.
 */
final class BareHttp implements AutoCloseable {

    private static final int CHUNK = 1 << 15;

    private final HttpServer server;

    private BareHttp(HttpServer server) {
        this.server = server;
    }

    static BareHttp start(long length) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> send(exchange, length));
            server.start();
            return new BareHttp(server);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void send(HttpExchange exchange, long length) throws IOException {
        var chunk = new byte[CHUNK];
        exchange.sendResponseHeaders(200, 0);
        try (var out = exchange.getResponseBody()) {
            for (long left = length; left > 0; left -= CHUNK) {
                out.write(chunk, 0, (int) Math.min(CHUNK, left));
            }
        }
    }

    String base() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
