package vn.lienthong.summary;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import vn.lienthong.shared.ResourceKey;

/** Resources of a record, as tests write them: apostrophes stand for quotes. */
final class Records {

    static final SummaryLimits LIMITS = new SummaryLimits(3, 1, 2);

    private Records() {}

    static Recorded recorded(String type, String id, String day, String elements) {
        return recorded(type, id, day, "Trạm y tế", elements);
    }

    static Recorded recorded(String type, String id, String day, String facility, String elements) {
        var json = "{\"resourceType\":\"%s\",\"id\":\"%s\",%s}".formatted(type, id, elements.replace('\'', '"'));
        return Recorded.read(
                new ResourceKey(type, id),
                facility,
                Instant.parse(day + "T00:00:00Z"),
                json.getBytes(StandardCharsets.UTF_8));
    }

    static String coded(String element, String code) {
        return "'%s':{'coding':[{'system':'http://example.org','code':'%s'}]}".formatted(element, code);
    }

    static String result(String value, String day) {
        return "'status':'final',%s,'effectiveDateTime':'%s','valueString':'%s'"
                .formatted(coded("code", "t"), day, value);
    }
}
