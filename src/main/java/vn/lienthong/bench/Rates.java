package vn.lienthong.bench;

import java.util.List;

/** Work done per second, by round. */
record Rates(List<Double> rounds) {

    Rates {
        rounds = List.copyOf(rounds);
    }

    double middle() {
        List<Double> sorted = rounds.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    String spread() {
        return "%s–%s/s"
                .formatted(
                        Line.number(rounds.stream()
                                .mapToDouble(Double::doubleValue)
                                .min()
                                .orElseThrow()),
                        Line.number(rounds.stream()
                                .mapToDouble(Double::doubleValue)
                                .max()
                                .orElseThrow()));
    }
}
