package vn.lienthong.demo;

import java.util.Map;

/** The three ports of the demo, and whether one may have them. */
record DemoPorts(int exchange, int keycloak, int postgres) {

    private static final int EXCHANGE = 8080;
    private static final int KEYCLOAK = 8180;

    /** Not 5432, where a PostgreSQL of the machine's own would be. */
    private static final int POSTGRES = 5433;

    /** From {@code EXCHANGE_PORT}, {@code KEYCLOAK_PORT} and {@code POSTGRES_PORT}, each free at this moment. */
    static DemoPorts from(Map<String, String> environment) {
        int exchange = chosen(environment, "EXCHANGE_PORT", EXCHANGE);
        int keycloak = chosen(environment, "KEYCLOAK_PORT", KEYCLOAK);
        requireFree("EXCHANGE_PORT", "The exchange", exchange);
        requireFree("KEYCLOAK_PORT", "Keycloak", keycloak);
        return new DemoPorts(exchange, keycloak, postgres(environment));
    }

    /** Nobody types the database's port, so another one does as well when the usual one is taken. */
    private static int postgres(Map<String, String> environment) {
        if (environment.containsKey("POSTGRES_PORT")) {
            int port = chosen(environment, "POSTGRES_PORT", POSTGRES);
            requireFree("POSTGRES_PORT", "PostgreSQL", port);
            return port;
        }
        return FreePort.isFree(POSTGRES) ? POSTGRES : FreePort.any();
    }

    private static int chosen(Map<String, String> environment, String name, int usual) {
        String text = environment.getOrDefault(name, Integer.toString(usual));
        try {
            int port = Integer.parseInt(text);
            if (port > 0 && port < 65_536) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            throw new DemoFailure(name + " is `" + text + "`; a port is a number from 1 to 65535.", notANumber);
        }
        throw new DemoFailure(name + " is `" + text + "`; a port is a number from 1 to 65535.");
    }

    private static void requireFree(String name, String who, int port) {
        if (!FreePort.isFree(port)) {
            throw new DemoFailure(who + " cannot have port " + port + ": another program listens there. Stop it, or "
                    + "choose another port, for example `" + name + "=" + (port + 1) + " ./demo`.");
        }
    }
}
