package vn.lienthong.sample;

enum Sex {
    MALE("male", "Nam"),
    FEMALE("female", "Nữ");

    final String code;
    final String word;

    Sex(String code, String word) {
        this.code = code;
        this.word = word;
    }
}
