package vn.lienthong.summary;

/** What is said in either language. */
record Words(String vietnamese, String english) {

    static Words of(String vietnamese, String english) {
        return new Words(vietnamese, english);
    }

    String in(SummaryLanguage language) {
        return switch (language) {
            case VIETNAMESE -> vietnamese;
            case ENGLISH -> english;
        };
    }
}
