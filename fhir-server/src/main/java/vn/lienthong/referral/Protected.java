package vn.lienthong.referral;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/** Elements that a caller sends as they are stored. */
final class Protected {

    private Protected() {}

    /**
     * @param free names of the elements that may differ, or do not count
     * @throws vn.lienthong.shared.ExchangeException that names the first other one that differs
     */
    static void check(JsonNode former, JsonNode sent, Set<String> free, String place) {
        var names = new HashSet<String>();
        former.fieldNames().forEachRemaining(names::add);
        sent.fieldNames().forEachRemaining(names::add);
        names.stream()
                .filter(name -> !free.contains(name) && !Objects.equals(former.get(name), sent.get(name)))
                .sorted()
                .findFirst()
                .ifPresent(name -> {
                    throw ReferralProblem.PROTECTED.at(place + "." + name);
                });
    }
}
