package vn.lienthong.record;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.lienthong.record.ObjectForm.Member;
import vn.lienthong.record.ObjectForm.Value;
import vn.lienthong.shared.PlainText;

/**
 * Follows the tokens of one resource while they are copied and holds each against the form of its type: names, one value
 * or a list, the kind of value, characters that FHIR does not allow.
 *
 * <p>It runs at each write, so it knows only whether all is well. What is wrong, and where, is worked out afterwards for
 * the few that fail.
 */
final class FormCheck {

    /** More digits than any measurement has; without a limit one number could hold a processor for minutes. */
    static final int MAX_NUMBER = 64;

    /** Digits of an exponent: 1e999 is past everything that can be counted. */
    private static final int MAX_EXPONENT_DIGITS = 3;

    /** One for each open object. */
    private static final class Frame {
        private @Nullable ObjectForm form;
        private @Nullable Member member;
        private boolean inArray;
        private boolean empty;
    }

    private final Function<String, @Nullable ObjectForm> forms;
    private final Frame[] frames = new Frame[ResourceJson.MAX_DEPTH + 1];
    private int depth;
    private boolean fits = true;

    /**
     * @param type of the resource as its address says it
     * @param forms by type of resource; {@code null} for what is no type
     */
    FormCheck(String type, Function<String, @Nullable ObjectForm> forms) {
        this.forms = forms;
        open(forms.apply(type));
    }

    /** False once anything differed. A resource within another one that does not begin with its type differs too. */
    boolean fits() {
        return fits;
    }

    /** The next token after the brace that opens the resource. */
    void token(JsonParser parser) throws IOException {
        if (!fits) {
            return;
        }
        var frame = frames[depth];
        fits = switch (parser.currentToken()) {
            case FIELD_NAME -> name(frame, parser.currentName());
            case START_ARRAY -> startArray(frame);
            case END_ARRAY -> endArray(frame);
            case START_OBJECT -> startObject(frame);
            case END_OBJECT -> endObject(frame);
            case VALUE_NULL -> nothing(frame);
            case VALUE_STRING -> text(frame, parser);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(frame, parser);
            case VALUE_TRUE, VALUE_FALSE -> is(frame, Value.BOOLEAN);
            case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> false;
        };
    }

    private void open(@Nullable ObjectForm form) {
        if (frames[depth] == null) {
            frames[depth] = new Frame();
        }
        var frame = frames[depth];
        frame.form = form;
        frame.member = null;
        frame.inArray = false;
        frame.empty = true;
    }

    private boolean name(Frame frame, String name) {
        frame.empty = false;
        if (frame.form == null) {
            frame.member = null;
            return name.equals("resourceType");
        }
        frame.member = frame.form.member(name);
        return frame.member != null;
    }

    private static boolean startArray(Frame frame) {
        boolean expected = frame.member != null && frame.member.many() && !frame.inArray;
        frame.inArray = true;
        frame.empty = true;
        return expected;
    }

    private static boolean endArray(Frame frame) {
        boolean filled = frame.inArray && !frame.empty;
        frame.inArray = false;
        return filled;
    }

    private boolean startObject(Frame frame) {
        var member = frame.member;
        if (member == null || member.many() != frame.inArray || depth + 1 == frames.length) {
            return false;
        }
        frame.empty = false;
        depth++;
        return switch (member.value()) {
            case OBJECT, BESIDE -> {
                open(member.form());
                yield true;
            }
            case RESOURCE -> {
                open(null);
                yield true;
            }
            case STRING, DECIMAL, INTEGER, BOOLEAN -> false;
        };
    }

    private boolean endObject(Frame frame) {
        if (depth > 0) {
            depth--;
        }
        return !frame.empty;
    }

    private static boolean nothing(Frame frame) {
        frame.empty = false;
        return frame.member != null && frame.inArray && frame.member.mayHoldNull();
    }

    private static boolean is(Frame frame, Value value) {
        frame.empty = false;
        return frame.member != null && frame.member.value() == value && frame.member.many() == frame.inArray;
    }

    private boolean text(Frame frame, JsonParser parser) throws IOException {
        if (frame.form == null) {
            frame.form = forms.apply(parser.getText());
            return frame.form != null;
        }
        return is(frame, Value.STRING) && isText(parser);
    }

    private static boolean isText(JsonParser parser) throws IOException {
        int start = parser.getTextOffset();
        int length = parser.getTextLength();
        return length > 0 && PlainText.isPlain(parser.getTextCharacters(), start, start + length);
    }

    private static boolean number(Frame frame, JsonParser parser) throws IOException {
        boolean whole = parser.currentToken() == JsonToken.VALUE_NUMBER_INT;
        return (is(frame, Value.DECIMAL) || (whole && is(frame, Value.INTEGER))) && isCountable(parser.getText());
    }

    private static boolean isCountable(String number) {
        int exponent = Math.max(number.indexOf('e'), number.indexOf('E'));
        boolean signed = exponent >= 0 && !Character.isDigit(number.charAt(exponent + 1));
        int digits = exponent < 0 ? 0 : number.length() - exponent - (signed ? 2 : 1);
        return number.length() <= MAX_NUMBER && digits <= MAX_EXPONENT_DIGITS;
    }
}
