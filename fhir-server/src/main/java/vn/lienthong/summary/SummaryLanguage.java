package vn.lienthong.summary;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** In which language a summary is told. */
public enum SummaryLanguage {
    VIETNAMESE("vi"),
    ENGLISH("en");

    private final String code;

    SummaryLanguage(String code) {
        this.code = code;
    }

    /** As in {@code Resource.language}. */
    public String code() {
        return code;
    }

    /**
     * The first that can be told of those that a reader prefers, Vietnamese if none can.
     *
     * @param acceptLanguage <a href="https://www.rfc-editor.org/rfc/rfc9110#name-accept-language">Accept-Language</a>
     */
    public static SummaryLanguage preferred(@Nullable String acceptLanguage) {
        for (var range : ranges(acceptLanguage)) {
            var name = range.getRange().toLowerCase(Locale.ROOT);
            for (var language : values()) {
                boolean fits = name.equals("*") || name.equals(language.code) || name.startsWith(language.code + "-");
                if (fits && range.getWeight() > 0) {
                    return language;
                }
            }
        }
        return VIETNAMESE;
    }

    /** By preference; a header that says nothing is nothing to refuse a summary for. */
    private static List<Locale.LanguageRange> ranges(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank()) {
            return List.of();
        }
        try {
            return Locale.LanguageRange.parse(acceptLanguage);
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }
}
