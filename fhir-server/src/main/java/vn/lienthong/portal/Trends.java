package vn.lienthong.portal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Collects numbers of the same kind and unit, and draws those that were taken often enough. */
final class Trends {

    /** Two points are no trend. */
    private static final int LEAST = 3;

    private static final int MOST = 8;

    private final Map<String, List<Point>> points = new LinkedHashMap<>();
    private final Map<String, JsonNode> ranges = new LinkedHashMap<>();

    private record Point(String when, double value) {}

    void add(JsonNode observation) {
        var quantity = observation.path("valueQuantity");
        var when = observation.path("effectiveDateTime").asText();
        if (quantity.path("value").isNumber() && when.length() >= 10) {
            var name = Shown.concept(observation.path("code")) + "|"
                    + quantity.path("unit").asText();
            points.computeIfAbsent(name, _ -> new ArrayList<>())
                    .add(new Point(when.substring(0, 10), quantity.get("value").asDouble()));
            ranges.putIfAbsent(name, observation.at("/referenceRange/0"));
        }
    }

    /** Those with the most points first. */
    List<Trend> all() {
        return points.entrySet().stream()
                .filter(one ->
                        one.getValue().stream().map(Point::when).distinct().count() >= LEAST)
                .sorted(Comparator.comparing(one -> -one.getValue().size()))
                .limit(MOST)
                .map(one -> trend(one.getKey(), one.getValue()))
                .toList();
    }

    private Trend trend(String name, List<Point> all) {
        var sorted = all.stream().sorted(Comparator.comparing(Point::when)).toList();
        var range = Optional.ofNullable(ranges.get(name)).orElseThrow();
        double low = range.at("/low/value").asDouble(Double.NaN);
        double high = range.at("/high/value").asDouble(Double.NaN);
        double least = sorted.stream().mapToDouble(Point::value).min().orElseThrow();
        double most = sorted.stream().mapToDouble(Point::value).max().orElseThrow();
        var scale = new Scale(
                Double.isNaN(low) ? least : Math.min(low, least), Double.isNaN(high) ? most : Math.max(high, most));
        var line = new StringBuilder();
        for (int i = 0; i < sorted.size(); i++) {
            double x = Trend.WIDTH * (i + 0.5) / sorted.size();
            line.append(String.format(
                    Locale.ROOT, "%.1f,%.1f ", x, scale.y(sorted.get(i).value())));
        }
        boolean ranged = !Double.isNaN(low) && !Double.isNaN(high);
        int bar = name.lastIndexOf('|');
        return new Trend(
                name.substring(0, bar),
                name.substring(bar + 1),
                line.toString().strip(),
                ranged ? Optional.of(new Trend.Band(scale.y(high), scale.y(low) - scale.y(high))) : Optional.empty(),
                number(sorted.getLast().value()),
                Shown.date(sorted.getFirst().when()),
                Shown.date(sorted.getLast().when()),
                sorted.size());
    }

    private static String number(double value) {
        var text = value == Math.rint(value) ? Long.toString(Math.round(value)) : Double.toString(value);
        return text.replace('.', ',');
    }

    /** Values as heights of a drawing, with some air above and below. */
    private record Scale(double least, double most) {

        double y(double value) {
            double span = most == least ? 1 : most - least;
            return 5 + (Trend.HEIGHT - 10) * (1 - (value - least) / span);
        }
    }
}
