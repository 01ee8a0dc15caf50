package vn.lienthong.spec;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives specifications the running nodes that they ask for: started when the first asks, shared by all that follow,
 * ended with the test run, the last started first.
 */
public final class RunningNodes implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(RunningNodes.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == KeycloakNode.class || type == ExchangeNode.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ExtensionContext.Store store = context.getRoot().getStore(NAMESPACE);
        return parameter.getParameter().getType() == KeycloakNode.class ? keycloak(store) : exchange(store);
    }

    private static KeycloakNode keycloak(ExtensionContext.Store store) {
        return store.computeIfAbsent(KeycloakNode.class, absent -> KeycloakNode.start(), KeycloakNode.class);
    }

    private static ExchangeNode exchange(ExtensionContext.Store store) {
        KeycloakNode keycloak = keycloak(store);
        return store.computeIfAbsent(ExchangeNode.class, absent -> ExchangeNode.start(keycloak), ExchangeNode.class);
    }
}
