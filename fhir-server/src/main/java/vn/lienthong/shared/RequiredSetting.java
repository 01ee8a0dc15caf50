package vn.lienthong.shared;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A setting without which the exchange must not start: says which, and how to set it. */
public final class RequiredSetting {

    private RequiredSetting() {}

    public static String text(String key, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw missing(key);
        }
        return value;
    }

    public static IllegalArgumentException missing(String key) {
        return new IllegalArgumentException(
                "Set `" + key + "`, or the environment variable " + environmentVariable(key) + ".");
    }

    private static String environmentVariable(String key) {
        return key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
