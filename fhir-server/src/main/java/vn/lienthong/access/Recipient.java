package vn.lienthong.access;

/**
 * Somebody who might see a record.
 *
 * @param reference of the resource that stands for them, such as {@code Organization/x}; empty for those who have none
 * @param name in plain words; a facility's name is in the directory for everybody, a practitioner is told by id
 */
record Recipient(Kind kind, String reference, Bilingual name, Asker asker) {

    /** Who is meant; the code of the part {@code kind}. */
    enum Kind {
        FACILITY("facility"),
        PRACTITIONER("practitioner"),
        PRACTITIONER_ROLE("practitioner-role"),
        TEAM("team"),
        ROLE("role"),
        LEVEL("level"),
        PROVINCE("province"),
        ANYBODY_ELSE("anybody-else");

        private final String code;

        Kind(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }
    }
}
