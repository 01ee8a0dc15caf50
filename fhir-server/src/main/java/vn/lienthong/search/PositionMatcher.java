package vn.lienthong.search;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** <a href="https://hl7.org/fhir/R4/location.html#positional">near</a>: a place within a distance, as the crow flies. */
final class PositionMatcher implements ValueMatcher {

    /** The mean radius of the earth in metres; the error of taking it for a sphere is below half a percent. */
    private static final double EARTH = 6_371_008.8;

    /** A commune and those around it. */
    private static final double DEFAULT_METRES = 50_000;

    private final double latitude;
    private final double longitude;
    private final double metres;

    private PositionMatcher(double latitude, double longitude, double metres) {
        this.latitude = latitude;
        this.longitude = longitude;
        this.metres = metres;
    }

    /** {@code latitude|longitude}, perhaps with {@code |distance} in kilometres, or {@code |distance|unit}. */
    static PositionMatcher parse(String name, String value, Units units) {
        List<String> parts =
                Separators.split(value, '|').stream().map(Separators::unescape).toList();
        if (parts.size() < 2 || parts.size() > 4) {
            throw bad(name, "a place is a latitude and a longitude, perhaps with a distance and its unit.");
        }
        double latitude = degrees(name, parts.get(0), 90);
        double longitude = degrees(name, parts.get(1), 180);
        boolean anyDistance = parts.size() > 2 && !parts.get(2).isEmpty();
        String unit = parts.size() > 3 && !parts.get(3).isEmpty() ? parts.get(3) : "km";
        return new PositionMatcher(
                latitude, longitude, anyDistance ? metres(name, parts.get(2), unit, units) : DEFAULT_METRES);
    }

    private static double degrees(String name, String text, int most) {
        return NumberMatcher.parse(text)
                .map(BigDecimal::doubleValue)
                .filter(degrees -> Math.abs(degrees) <= most)
                .orElseThrow(() ->
                        bad(name, "`" + text + "` is no number of degrees between -" + most + " and " + most + "."));
    }

    private static double metres(String name, String text, String unit, Units units) {
        BigDecimal distance = NumberMatcher.parse(text)
                .filter(number -> number.signum() >= 0)
                .orElseThrow(() -> bad(name, "`" + text + "` is no distance."));
        if (unit.equals("km")) {
            return distance.doubleValue() * 1000;
        }
        Optional<Units.Scale> scale = units.scaleOf(unit);
        Optional<Units.Scale> metre = units.scaleOf("m");
        if (scale.isEmpty()
                || metre.isEmpty()
                || !scale.get().dimension().equals(metre.get().dimension())) {
            throw bad(name, "`" + unit + "` is no unit of length: give one of UCUM, such as km, m or [mi_i].");
        }
        return scale.get().canonical(distance).doubleValue();
    }

    private static InvalidSearchException bad(String name, String problem) {
        return new InvalidSearchException(name, problem, name + "=20.9512|107.0748|10|km");
    }

    @Override
    public boolean matches(ValueCursor cursor) {
        return distance(Double.longBitsToDouble(cursor.low), Double.longBitsToDouble(cursor.high)) <= metres;
    }

    /** By the haversine formula. */
    private double distance(double otherLatitude, double otherLongitude) {
        double south = Math.toRadians(latitude);
        double north = Math.toRadians(otherLatitude);
        double upwards = Math.sin((north - south) / 2);
        double sidewards = Math.sin(Math.toRadians(otherLongitude - longitude) / 2);
        double half = upwards * upwards + Math.cos(south) * Math.cos(north) * sidewards * sidewards;
        return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(half)));
    }
}
