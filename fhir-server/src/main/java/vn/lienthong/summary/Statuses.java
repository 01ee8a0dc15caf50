package vn.lienthong.summary;

import static vn.lienthong.summary.Words.of;

import java.util.Map;

/** Codes of FHIR that a reader meets in a narrative, in words. */
final class Statuses {

    private static final Map<String, Words> WORDS = Map.ofEntries(
            Map.entry("active", of("đang có", "active")),
            Map.entry("inactive", of("không còn", "inactive")),
            Map.entry("recurrence", of("tái phát", "recurrence")),
            Map.entry("relapse", of("tái phát", "relapse")),
            Map.entry("remission", of("thuyên giảm", "remission")),
            Map.entry("resolved", of("đã khỏi", "resolved")),
            Map.entry("confirmed", of("đã xác định", "confirmed")),
            Map.entry("unconfirmed", of("chưa xác định", "unconfirmed")),
            Map.entry("provisional", of("sơ bộ", "provisional")),
            Map.entry("differential", of("chẩn đoán phân biệt", "differential")),
            Map.entry("low", of("thấp", "low")),
            Map.entry("high", of("cao", "high")),
            Map.entry("unable-to-assess", of("không đánh giá được", "unable to assess")),
            Map.entry("mild", of("nhẹ", "mild")),
            Map.entry("moderate", of("vừa", "moderate")),
            Map.entry("severe", of("nặng", "severe")),
            Map.entry("completed", of("đã hoàn thành", "completed")),
            Map.entry("in-progress", of("đang thực hiện", "in progress")),
            Map.entry("on-hold", of("tạm ngừng", "on hold")),
            Map.entry("stopped", of("đã ngừng", "stopped")),
            Map.entry("intended", of("dự định", "intended")),
            Map.entry("unknown", of("không rõ", "unknown")),
            Map.entry("preliminary", of("tạm thời", "preliminary")),
            Map.entry("partial", of("một phần", "partial")),
            Map.entry("amended", of("đã bổ sung", "amended")),
            Map.entry("corrected", of("đã sửa", "corrected")),
            Map.entry("appended", of("đã bổ sung", "appended")),
            Map.entry("final", of("", "")),
            Map.entry("male", of("nam", "male")),
            Map.entry("female", of("nữ", "female")),
            Map.entry("h", of("giờ", "h")),
            Map.entry("d", of("ngày", "d")),
            Map.entry("wk", of("tuần", "wk")),
            Map.entry("mo", of("tháng", "mo")),
            Map.entry("other", of("khác", "other")));

    private Statuses() {}

    /** A code that is not known is told as it is. */
    static String told(String code, SummaryLanguage language) {
        return WORDS.getOrDefault(code, of(code, code)).in(language);
    }
}
