package vn.lienthong.record;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which members an object of <a href="https://hl7.org/fhir/R4/json.html">FHIR JSON</a> may have, and in which form.
 *
 * <p>Forms refer to one another in circles (an extension holds extensions), so members are added after the form was made;
 * whoever makes forms shows none before all that it leads to are whole.
 */
public final class ObjectForm {

    private final Map<String, Member> members = new HashMap<>();

    /** What stands in one place. */
    public enum Value {
        OBJECT,
        /** An object that says itself of which type it is. */
        RESOURCE,
        /** Id and extensions beside a primitive value; {@code null} stands beside a value in a list that has none. */
        BESIDE,
        STRING,
        DECIMAL,
        INTEGER,
        BOOLEAN
    }

    /**
     * One member.
     *
     * @param many whether the values stand in an array, be it a single one
     * @param form of an object; {@code null} for all else
     */
    public record Member(
            Value value, boolean many, @Nullable ObjectForm form) {

        boolean mayHoldNull() {
            return many && value != Value.OBJECT && value != Value.RESOURCE;
        }
    }

    public void add(String name, Member member) {
        members.put(name, member);
    }

    @Nullable
    Member member(String name) {
        return members.get(name);
    }
}
