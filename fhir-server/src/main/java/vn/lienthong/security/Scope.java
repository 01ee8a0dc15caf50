package vn.lienthong.security;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One clinical scope of <a href="https://hl7.org/fhir/smart-app-launch/scopes-and-launch-context.html">SMART App
 * Launch 2</a>, such as `user/Observation.rs`; the words of version 1 are read as their letters.
 *
 * @param resourceType a type, or `*` for all
 * @param query what follows `?`: the scope then covers only resources that match it
 */
public record Scope(Context context, String resourceType, Set<Letter> letters, Optional<String> query) {

    private static final Pattern SHAPE = Pattern.compile(
            "(patient|user|system)/(\\*|[A-Z][A-Za-z]*)" + "\\.(?:(read|write|\\*)|(c?r?u?d?s?))(?:\\?([^\\s?]+))?");

    public enum Context {
        PATIENT,
        USER,
        SYSTEM;

        String prefix() {
            return name().toLowerCase(Locale.ROOT) + "/";
        }
    }

    /** What a scope lets do: create, read, update, delete, search. */
    public enum Letter {
        C,
        R,
        U,
        D,
        S
    }

    public Scope {
        letters = Set.copyOf(letters);
    }

    /** Empty when {@code text} is not a clinical scope, such as `openid` or `launch/patient`. */
    public static Optional<Scope> parse(String text) {
        Matcher shape = SHAPE.matcher(text);
        if (!shape.matches()) {
            return Optional.empty();
        }
        Set<Letter> letters = letters(shape.group(3) == null ? shape.group(4) : shape.group(3));
        if (letters.isEmpty()) {
            return Optional.empty();
        }
        Context context = Context.valueOf(shape.group(1).toUpperCase(Locale.ROOT));
        return Optional.of(new Scope(context, shape.group(2), letters, Optional.ofNullable(shape.group(5))));
    }

    /** As {@link #parse} reads it. */
    String text() {
        var kinds = letters.stream().sorted().map(Letter::name).collect(Collectors.joining());
        return context.prefix()
                + resourceType
                + "."
                + kinds.toLowerCase(Locale.ROOT)
                + query.map("?"::concat).orElse("");
    }

    /** True when the scope lets do {@code letter} on every resource of {@code type} that the caller may reach. */
    public boolean covers(String type, Letter letter) {
        return query.isEmpty() && (resourceType.equals("*") || resourceType.equals(type)) && letters.contains(letter);
    }

    /** True when the scope lets do all of {@code letters} on those resources of {@code type} that match its query. */
    boolean coversInPart(String type, Set<Letter> needed) {
        return query.isPresent()
                && (resourceType.equals("*") || resourceType.equals(type))
                && letters.containsAll(needed);
    }

    private static Set<Letter> letters(String text) {
        return switch (text) {
            case "read" -> EnumSet.of(Letter.R, Letter.S);
            case "write" -> EnumSet.of(Letter.C, Letter.U, Letter.D);
            case "*" -> EnumSet.allOf(Letter.class);
            default -> {
                Set<Letter> letters = EnumSet.noneOf(Letter.class);
                text.chars().forEach(c -> letters.add(Letter.valueOf(String.valueOf((char) Character.toUpperCase(c)))));
                yield letters;
            }
        };
    }
}
