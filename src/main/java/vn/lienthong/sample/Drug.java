package vn.lienthong.sample;

/** A medicine as prescribed: substance, strength and the usual instruction. */
@SuppressWarnings("ImmutableEnumChecker") // Coding is a record of strings
enum Drug {
    AMLODIPINE("C08CA01", "Amlodipin", "5 mg", "viên", "uống 1 viên buổi sáng sau ăn", 1),
    LOSARTAN("C09CA01", "Losartan kali", "50 mg", "viên", "uống 1 viên buổi sáng", 1),
    ENALAPRIL("C09AA02", "Enalapril maleat", "5 mg", "viên", "uống 1 viên buổi sáng, 1 viên buổi tối", 2),
    ATORVASTATIN("C10AA05", "Atorvastatin", "20 mg", "viên", "uống 1 viên buổi tối", 1),
    METFORMIN("A10BA02", "Metformin hydroclorid", "850 mg", "viên", "uống 1 viên sáng, 1 viên tối, ngay sau ăn", 2),
    GLICLAZIDE("A10BB09", "Gliclazid giải phóng chậm", "30 mg", "viên", "uống 2 viên trước ăn sáng", 1),
    INSULIN("A10AE04", "Insulin glargin", "100 IU/mL", "đơn vị", "tiêm dưới da 14 đơn vị lúc 21 giờ", 1),
    TB_FIXED_DOSE("J04AM02", "Rifampicin và isoniazid", "150 mg và 75 mg", "viên", "uống 3 viên lúc đói buổi sáng", 1),
    PYRAZINAMIDE("J04AK01", "Pyrazinamid", "500 mg", "viên", "uống 3 viên buổi sáng", 1),
    ETHAMBUTOL("J04AK02", "Ethambutol hydroclorid", "400 mg", "viên", "uống 2 viên buổi sáng", 1),
    TLD("J05AR27", "Tenofovir, lamivudin và dolutegravir", "300/300/50 mg", "viên", "uống 1 viên cố định giờ tối", 1),
    COTRIMOXAZOLE("J01EE01", "Sulfamethoxazol và trimethoprim", "960 mg", "viên", "uống 1 viên buổi sáng", 1),
    IRON_FOLATE("B03AD03", "Sắt sulfat và acid folic", "60 mg và 0,4 mg", "viên", "uống 1 viên lúc đói", 1),
    CALCIUM("A12AA04", "Calci carbonat", "1250 mg", "viên", "nhai 1 viên sau ăn trưa", 1),
    PARACETAMOL("N02BE01", "Paracetamol", "500 mg", "viên", "uống 1 viên khi đau hoặc sốt trên 38,5 độ, cách 6 giờ", 3),
    PARACETAMOL_CHILD("N02BE01", "Paracetamol", "80 mg", "gói", "uống 1 gói khi sốt trên 38,5 độ, cách 6 giờ", 3),
    AMOXICILLIN("J01CR02", "Amoxicilin và acid clavulanic", "875/125 mg", "viên", "uống 1 viên sáng, 1 viên tối", 2),
    DICLOFENAC("M01AB05", "Diclofenac natri", "50 mg", "viên", "uống 1 viên sáng, 1 viên tối sau ăn no", 2);

    final Coding code;
    final String strength;
    final String form;
    final String instruction;
    final int timesPerDay;

    Drug(String atc, String substance, String strength, String form, String instruction, int timesPerDay) {
        this.code = new Coding(Systems.ATC, atc, substance + " " + strength);
        this.strength = strength;
        this.form = form;
        this.instruction = instruction;
        this.timesPerDay = timesPerDay;
    }
}
