package vn.lienthong.consent;

/** The one check that every key and code of the model has to pass. */
final class Text {

    private Text() {}

    static void required(String value, String what) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("A " + what + " must not be blank.");
        }
    }
}
