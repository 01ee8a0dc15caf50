package vn.lienthong.access;

/** A sentence for people, in Vietnamese and in English. */
record Bilingual(String vietnamese, String english) {

    Bilingual then(Bilingual next) {
        return new Bilingual(vietnamese + " " + next.vietnamese, english + " " + next.english);
    }
}
