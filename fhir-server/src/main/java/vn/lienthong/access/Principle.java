package vn.lienthong.access;

/** What a clinician may do with any record at all, and how to get more. */
enum Principle {
    OWN_DATA(
            "access",
            new Bilingual(
                    "Dữ liệu do cơ sở của bạn lập: được xem để điều trị.",
                    "Data that your facility wrote: you may see them for treatment.")),
    OTHERS_DATA(
            "access",
            new Bilingual(
                    "Dữ liệu do cơ sở khác lập: được xem trong phạm vi người bệnh cho phép.",
                    "Data that other facilities wrote: you may see them as far as the patient permits.")),
    SENSITIVE_DATA(
            "access",
            new Bilingual(
                    "Dữ liệu nhạy cảm (HIV, tâm thần, sức khỏe sinh sản, chất gây nghiện, bạo hành): chỉ khi người bệnh"
                            + " cho phép đích danh.",
                    "Sensitive data (HIV, mental health, sexual and reproductive health, substance use, abuse): only"
                            + " where the patient's permission names them.")),
    UNKNOWN_REST(
            "access",
            new Bilingual(
                    "Những gì bạn thấy có thể chưa phải toàn bộ hồ sơ, với mọi người bệnh.",
                    "What you see may not be the whole record, of any patient.")),
    ASK_PATIENT(
            "more",
            new Bilingual(
                    "Xin người bệnh cho phép; nhân viên tiếp nhận ghi lại sự đồng ý.",
                    "Ask the patient for access; a registrar records the consent.")),
    ONE_TIME_CODE(
            "more",
            new Bilingual(
                    "Người bệnh có mặt có thể đưa mã dùng một lần.",
                    "A patient who is present can show a one-time code.")),
    EMERGENCY(
            "more",
            new Bilingual(
                    "Khi cấp cứu: mở truy cập cấp cứu, nêu lý do; người bệnh được báo và việc truy cập được xem xét lại.",
                    "In an emergency: open emergency access with the reason; the patient is told and the access is"
                            + " reviewed."));

    final String name;
    final Bilingual words;

    Principle(String name, Bilingual words) {
        this.name = name;
        this.words = words;
    }
}
