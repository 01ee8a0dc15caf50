package vn.lienthong.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import vn.lienthong.identity.PatientCriteria;
import vn.lienthong.identity.PatientCriteria.IdentifierToken;
import vn.lienthong.search.FoldedText;
import vn.lienthong.search.Separators;

/**
 * What a search of Patient can be looked up by in the register. It may find more than the search asks for, never less:
 * the search itself is held against what was found.
 */
final class PatientSearch {

    private static final Pattern DAY = Pattern.compile("(?:eq)?(\\d{4}(?:-\\d{2}){0,2})");

    private PatientSearch() {}

    static PatientCriteria criteria(Map<String, List<String>> given) {
        var identifiers = new ArrayList<List<IdentifierToken>>();
        var names = new ArrayList<List<String>>();
        var days = new ArrayList<String>();
        var gender = Optional.<String>empty();
        for (var entry : given.entrySet()) {
            for (var value : entry.getValue()) {
                switch (entry.getKey()) {
                    case "identifier" -> each(value, PatientSearch::token).ifPresent(identifiers::add);
                    case "name", "name:exact", "family", "family:exact", "given", "given:exact" ->
                        each(value, PatientSearch::folded).ifPresent(names::add);
                    case "birthdate" -> each(value, PatientSearch::day).ifPresent(days::addAll);
                    case "gender" -> gender = value.matches("[a-z]+") ? Optional.of(value) : gender;
                    default -> {} // held against the rows afterwards
                }
            }
        }
        return new PatientCriteria(identifiers, names, days, gender);
    }

    /** All alternatives of a value; empty when one of them cannot be looked up, for then none narrows the search. */
    private static <T> Optional<List<T>> each(String value, Function<String, Optional<T>> read) {
        var all = new ArrayList<T>();
        for (var alternative : Separators.split(value, ',')) {
            var found = read.apply(alternative);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            all.add(found.get());
        }
        return Optional.of(all);
    }

    private static Optional<IdentifierToken> token(String text) {
        var parts =
                Separators.split(text, '|').stream().map(Separators::unescape).toList();
        if (parts.size() > 2) {
            return Optional.empty();
        }
        var system = parts.size() == 1 ? null : parts.getFirst();
        var value = parts.getLast();
        return value.isBlank() ? Optional.empty() : Optional.of(new IdentifierToken(system, value));
    }

    private static Optional<String> folded(String text) {
        var folded = FoldedText.fold(Separators.unescape(text));
        return folded.isBlank() ? Optional.empty() : Optional.of(folded);
    }

    private static Optional<String> day(String text) {
        var matcher = DAY.matcher(text);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
