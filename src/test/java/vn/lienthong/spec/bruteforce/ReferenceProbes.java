package vn.lienthong.spec.bruteforce;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.UriType;

/** References to resources of the exchange and elsewhere, and uris. */
final class ReferenceProbes {

    private static final Pattern LOCAL = Pattern.compile("([A-Z][A-Za-z]+)/([A-Za-z0-9.\\-]{1,64})");

    private ReferenceProbes() {}

    /** @param base the exchange's own address */
    static List<Probe> of(Base element, String base) {
        var probes = new ArrayList<Probe>();
        if (element instanceof Reference reference && reference.hasIdentifier()) {
            addIdentifier(reference.getIdentifier(), probes);
        }
        String text = text(element);
        var local = LOCAL.matcher(text);
        if (local.matches()) {
            String type = local.group(1);
            String id = local.group(2);
            probes.add(Probe.of(
                    "",
                    id,
                    e -> text(e).endsWith("/" + id) && LOCAL.matcher(text(e)).matches()));
            for (String form : List.of(text, base + "/" + text)) {
                probes.add(Probe.of("", form, e -> text(e).equals(text)));
            }
            probes.add(Probe.of(":" + type, id, e -> text(e).equals(text)));
            probes.add(Probe.of("", "Basic/none-such," + text, e -> text(e).equals(text)));
            probes.add(Probe.of("", "Basic/" + id, e -> text(e).equals("Basic/" + id)));
        } else if (text.contains(":")) {
            probes.add(Probe.of("", Probe.escape(text), e -> isUrl(text(e), text)));
        }
        return probes;
    }

    private static void addIdentifier(Identifier identifier, List<Probe> probes) {
        if (identifier.hasValue()) {
            String system = Objects.requireNonNullElse(identifier.getSystem(), "");
            String value = identifier.getValue();
            Predicate<Base> test = e -> e instanceof Reference other
                    && value.equalsIgnoreCase(other.getIdentifier().getValue())
                    && system.equals(
                            Objects.requireNonNullElse(other.getIdentifier().getSystem(), ""));
            probes.add(Probe.of(":identifier", Probe.escape(system) + "|" + Probe.escape(value), test));
        }
    }

    private static String text(Base element) {
        String text = switch (element) {
            case Reference reference -> reference.getReference();
            case UriType uri -> uri.getValue();
            default -> "";
        };
        return Objects.requireNonNullElse(text, "");
    }

    static List<Probe> ofUri(Base element) {
        String uri = text(element);
        if (uri.isEmpty() || uri.contains("|")) {
            return List.of();
        }
        var probes = new ArrayList<Probe>();
        probes.add(Probe.of("", Probe.escape(uri), e -> isUrl(text(e), uri)));
        probes.add(Probe.of(":above", Probe.escape(uri + "/none-such"), e -> isAbove(text(e), uri + "/none-such")));
        int slash = uri.lastIndexOf('/');
        if (slash > 0 && !uri.endsWith("//")) {
            String parent = uri.substring(0, slash);
            probes.add(Probe.of(":below", Probe.escape(parent), e -> isAbove(parent, text(e))));
            probes.add(Probe.of("", Probe.escape(parent), e -> isUrl(text(e), parent)));
        }
        return probes;
    }

    private static boolean isUrl(String stored, String asked) {
        return stored.equals(asked) || stored.startsWith(asked + "|");
    }

    private static boolean isAbove(String one, String other) {
        return !one.isEmpty() && (other.equals(one) || other.startsWith(one + "/") || other.startsWith(one + "|"));
    }
}
