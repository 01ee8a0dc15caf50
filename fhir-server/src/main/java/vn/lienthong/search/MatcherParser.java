package vn.lienthong.search;

import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns one alternative of a value into its matcher, by the kind of the parameter. */
final class MatcherParser {

    private static final Pattern LOCAL =
            Pattern.compile("(?:([A-Z][A-Za-z]+)/)?([A-Za-z0-9\\-.]{1,64})(?:/_history/([A-Za-z0-9\\-.]{1,64}))?");
    private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.\\-]*:\\S+");

    /** Parameters of this name look for what sounds alike; the standard leaves to the server what that means. */
    private static final String PHONETIC = "phonetic";

    private final SearchParameters parameters;
    private final ZoneId zone;
    private final Clock clock;
    private final Set<String> ownBases;
    private final Units units;
    private final Terminology terminology;

    MatcherParser(
            SearchParameters parameters,
            ZoneId zone,
            Clock clock,
            Set<String> ownBases,
            Units units,
            Terminology terminology) {
        this.parameters = parameters;
        this.zone = zone;
        this.clock = clock;
        this.ownBases = Set.copyOf(ownBases);
        this.units = units;
        this.terminology = terminology;
    }

    ValueMatcher parse(SearchParameter parameter, String name, String modifier, String value) {
        return switch (parameter.kind()) {
            case TOKEN -> token(parameter, name, modifier, value);
            case REFERENCE -> reference(parameter, name, modifier, value);
            case STRING -> text(parameter, name, modifier, value);
            case URI -> uri(parameter, name, modifier, value);
            case DATE, NUMBER, QUANTITY, COMPOSITE, SPECIAL -> {
                requireNoModifier(parameter, name, modifier);
                yield unmodified(parameter, name, value);
            }
        };
    }

    private ValueMatcher unmodified(SearchParameter parameter, String name, String value) {
        return switch (parameter.kind()) {
            case DATE -> date(name, value);
            case NUMBER -> number(name, value, name + "=gt0.5");
            case QUANTITY -> quantity(name, value);
            case COMPOSITE -> composite(parameter, name, value);
            case SPECIAL -> PositionMatcher.parse(name, value, units);
            case TOKEN, REFERENCE, STRING, URI -> parse(parameter, name, "", value);
        };
    }

    void requireNoModifier(SearchParameter parameter, String name, String modifier) {
        if (!modifier.isEmpty()) {
            throw badModifier(parameter, name, modifier);
        }
    }

    private static InvalidSearchException badModifier(SearchParameter parameter, String name, String modifier) {
        String allowed = switch (parameter.kind()) {
            case TOKEN -> "`:missing`, `:not`, `:text`, `:of-type`, `:in`, `:not-in`, `:below` or `:above`";
            case REFERENCE -> "`:missing`, `:identifier` or a resource type";
            case STRING -> "`:missing`, `:exact` or `:contains`";
            case URI -> "`:missing`, `:below` or `:above`";
            case DATE, NUMBER, QUANTITY, SPECIAL, COMPOSITE -> "`:missing` alone";
        };
        return new InvalidSearchException(
                name,
                "modifier `:" + modifier + "` is not served; this parameter takes " + allowed + ".",
                parameter.code() + ":missing=false");
    }

    private TokenMatcher token(SearchParameter parameter, String name, String modifier, String value) {
        return switch (modifier) {
            case "" -> {
                SystemAndCode token = SystemAndCode.parse(name, value);
                yield new TokenMatcher.Coded(token.withoutSystem(), token.system(), token.code());
            }
            case "text" -> new TokenMatcher.ByText(Separators.unescape(value));
            case "of-type" -> ofType(parameter, name, value);
            case "in", "below", "above" -> new TokenMatcher.OneOf(codes(parameter, name, modifier, value));
            default -> throw badModifier(parameter, name, modifier);
        };
    }

    private Terminology.Codes codes(SearchParameter parameter, String name, String modifier, String value) {
        try {
            if (modifier.equals("in")) {
                return terminology.valueSet(Separators.unescape(value));
            }
            SystemAndCode token = SystemAndCode.parse(name, value);
            String system = token.system();
            String code = token.code();
            if (system == null || code == null) {
                throw new UndecidableCodesException("`:" + modifier + "` takes the system and the code.");
            }
            return modifier.equals("below") ? terminology.below(system, code) : above(system, code);
        } catch (UndecidableCodesException e) {
            throw new InvalidSearchException(
                    name,
                    e.reason() + " Listing the codes works always.",
                    parameter.code() + "=http://loinc.org|4548-4,http://loinc.org|17856-6");
        }
    }

    /** All codes beneath which the code is. */
    private Terminology.Codes above(String system, String code) {
        Terminology.Codes ignored = terminology.below(system, code);
        return (otherSystem, other) ->
                otherSystem != null && other != null && isAbove(otherSystem, other, system, code);
    }

    private boolean isAbove(String otherSystem, String other, String system, String code) {
        try {
            return terminology.below(otherSystem, other).contains(system, code);
        } catch (UndecidableCodesException e) {
            return false;
        }
    }

    private static TokenMatcher ofType(SearchParameter parameter, String name, String value) {
        List<String> parts =
                Separators.split(value, '|').stream().map(Separators::unescape).toList();
        if (parts.size() != 3 || parts.get(1).isEmpty() || parts.get(2).isEmpty()) {
            throw new InvalidSearchException(
                    name,
                    "`:of-type` takes the system and code of the identifier's type, and its value.",
                    parameter.code() + ":of-type=http://terminology.hl7.org/CodeSystem/v2-0203|MR|446053");
        }
        String system = parts.get(0).isEmpty() ? null : parts.get(0);
        return new TokenMatcher.OfType(system, parts.get(1), parts.get(2));
    }

    private ReferenceMatcher reference(SearchParameter parameter, String name, String modifier, String value) {
        if (modifier.equals("identifier")) {
            SystemAndCode identifier = SystemAndCode.parse(name, value);
            return new ReferenceMatcher.ByIdentifier(
                    identifier.withoutSystem(), identifier.system(), identifier.code());
        }
        if (!modifier.isEmpty() && !parameters.knowsType(modifier)) {
            throw badModifier(parameter, name, modifier);
        }
        String plain = Separators.unescape(value);
        Matcher local = LOCAL.matcher(withoutOwnBase(plain));
        if (local.matches()) {
            return local(parameter, name, modifier, local);
        }
        if (modifier.isEmpty() && ABSOLUTE.matcher(plain).matches()) {
            return new ReferenceMatcher.Url(plain);
        }
        throw badReference(parameter, name, value);
    }

    private ReferenceMatcher local(SearchParameter parameter, String name, String modifier, Matcher local) {
        String type = local.group(1);
        if (type != null && (!parameters.knowsType(type) || isOther(modifier, type))) {
            throw badReference(parameter, name, local.group());
        }
        return new ReferenceMatcher.Local(
                (type == null && !modifier.isEmpty()) ? modifier : type, local.group(2), local.group(3));
    }

    private static boolean isOther(String modifier, String type) {
        return !modifier.isEmpty() && !modifier.equals(type);
    }

    private static InvalidSearchException badReference(SearchParameter parameter, String name, String value) {
        String type = parameter.targets().stream().sorted().findFirst().orElse("Patient");
        return new InvalidSearchException(
                name,
                "`" + value + "` is no reference: give an id, a type and an id, or an absolute address.",
                parameter.code() + "=" + type + "/1");
    }

    private String withoutOwnBase(String url) {
        for (String base : ownBases) {
            if (url.length() > base.length() && url.startsWith(base) && url.charAt(base.length()) == '/') {
                return url.substring(base.length() + 1);
            }
        }
        return url;
    }

    private static ValueMatcher text(SearchParameter parameter, String name, String modifier, String value) {
        String plain = Separators.unescape(value);
        if (parameter.code().equals(PHONETIC) && modifier.isEmpty()) {
            return new SpokenMatcher(plain);
        }
        return switch (modifier) {
            case "" -> new TextMatcher(TextMatcher.Mode.BEGINS, plain);
            case "contains" -> new TextMatcher(TextMatcher.Mode.CONTAINS, plain);
            case "exact" -> new TextMatcher(TextMatcher.Mode.EXACT, plain);
            default -> throw badModifier(parameter, name, modifier);
        };
    }

    private static ValueMatcher uri(SearchParameter parameter, String name, String modifier, String value) {
        String plain = Separators.unescape(value);
        return switch (modifier) {
            case "" -> new UriMatcher(UriMatcher.Mode.EQUAL, plain);
            case "below" -> new UriMatcher(UriMatcher.Mode.BELOW, plain);
            case "above" -> new UriMatcher(UriMatcher.Mode.ABOVE, plain);
            default -> throw badModifier(parameter, name, modifier);
        };
    }

    DateMatcher date(String name, String value) {
        var range = FhirTime.parse(Prefix.withoutPrefix(value), zone)
                .orElseThrow(() -> new InvalidSearchException(
                        name,
                        "`" + value + "` is no date: give year, month, day or a time with its offset, perhaps after"
                                + " eq, ne, gt, lt, ge, le, sa, eb or ap.",
                        name + "=ge2026-01-31"));
        return new DateMatcher(Prefix.of(value), range, clock.instant());
    }

    private static NumberMatcher number(String name, String value, String example) {
        return NumberMatcher.parse(Prefix.withoutPrefix(value))
                .map(number -> new NumberMatcher(Prefix.of(value), number))
                .orElseThrow(() -> new InvalidSearchException(
                        name,
                        "`" + value + "` is no number of at most 40 characters, perhaps after eq, ne, gt, lt, ge, le,"
                                + " sa, eb or ap.",
                        example));
    }

    private QuantityMatcher quantity(String name, String value) {
        String example = name + "=gt5.4|http://unitsofmeasure.org|mmol/L";
        List<String> parts =
                Separators.split(value, '|').stream().map(Separators::unescape).toList();
        if (parts.size() != 1 && parts.size() != 3) {
            throw new InvalidSearchException(
                    name, "a quantity is a number, or a number with the system and the code of its unit.", example);
        }
        NumberMatcher number = number(name, parts.get(0), example);
        return parts.size() == 1
                ? new QuantityMatcher(number, null, null, units)
                : new QuantityMatcher(number, nullIfEmpty(parts.get(1)), nullIfEmpty(parts.get(2)), units);
    }

    private static @Nullable String nullIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }

    private CompositeMatcher composite(SearchParameter parameter, String name, String value) {
        List<String> parts = Separators.split(value, '$');
        var components = parameter.components();
        if (parts.size() != components.size() || parts.stream().anyMatch(String::isBlank)) {
            String form = String.join(
                    "$", components.stream().map(c -> "[" + c.code() + "]").toList());
            throw new InvalidSearchException(
                    name,
                    "this parameter takes " + components.size() + " values with `$` between them.",
                    parameter.code() + "=" + form);
        }
        var kinds = new ArrayList<SearchKind>();
        var matchers = new ArrayList<ValueMatcher>();
        for (int i = 0; i < parts.size(); i++) {
            var component = parameters.find(parameter.type(), components.get(i).code());
            if (component.isEmpty()) {
                throw new InvalidSearchException(name, "is not served.", "_id=1");
            }
            kinds.add(component.get().kind());
            matchers.add(parse(component.get(), name, "", parts.get(i)));
        }
        return new CompositeMatcher(kinds, matchers);
    }
}
