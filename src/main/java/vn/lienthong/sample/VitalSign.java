package vn.lienthong.sample;

/** A measurement at reception, with the bounds between which adults' values are drawn (integers of the last digit). */
@SuppressWarnings("ImmutableEnumChecker") // Coding is a record of strings
enum VitalSign {
    PULSE("8867-4", "Mạch", "lần/phút", "/min", 0, 62, 98, 60, 100),
    TEMPERATURE("8310-5", "Nhiệt độ cơ thể", "°C", "Cel", 1, 362, 378, 360, 375),
    BREATHING("9279-1", "Nhịp thở", "lần/phút", "/min", 0, 15, 21, 12, 20),
    OXYGEN("2708-6", "SpO2", "%", "%", 0, 94, 99, 94, 100),
    WEIGHT("29463-7", "Cân nặng", "kg", "kg", 1, 0, 0, 0, 0);

    final Coding code;
    final String unit;
    final String ucum;
    final int digits;
    final int least;
    final int most;
    final int low;
    final int high;

    VitalSign(
            String loinc, String label, String unit, String ucum, int digits, int least, int most, int low, int high) {
        this.code = Coding.loinc(loinc, label);
        this.unit = unit;
        this.ucum = ucum;
        this.digits = digits;
        this.least = least;
        this.most = most;
        this.low = low;
        this.high = high;
    }
}
