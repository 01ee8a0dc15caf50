package vn.lienthong.record.fhir;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The codes of HAPI's enumerations, which stand for required value sets. */
final class EnumCodes {

    /** A message that lists more is not read. */
    private static final int SHOWN = 6;

    private final Map<Class<?>, List<String>> codes = new ConcurrentHashMap<>();

    List<String> of(Class<? extends Enum<?>> type) {
        return codes.computeIfAbsent(type, EnumCodes::read);
    }

    String some(List<String> allowed) {
        String first = "`" + String.join("`, `", allowed.subList(0, Math.min(SHOWN, allowed.size()))) + "`";
        return allowed.size() > SHOWN ? first + " and " + (allowed.size() - SHOWN) + " more" : first;
    }

    /** HAPI's enumerations share no interface for their codes, only the method's name. */
    private static List<String> read(Class<?> type) {
        var read = new ArrayList<String>();
        try {
            var toCode = type.getMethod("toCode");
            for (Object constant : type.getEnumConstants()) {
                Object code = toCode.invoke(constant);
                if (code instanceof String text && !text.equals("?")) {
                    read.add(text);
                }
            }
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(type + " has no codes", e);
        }
        return List.copyOf(read);
    }
}
