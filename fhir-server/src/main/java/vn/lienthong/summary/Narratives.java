package vn.lienthong.summary;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The narratives of one summary. */
final class Narratives {

    private static final Words NO_INFORMATION = Words.of(
            "Không có thông tin để trình bày. Điều này không có nghĩa là người bệnh không có.",
            "No information is available. This does not mean that there is none.");

    private static final Words MADE = Words.of(
            "Tổng hợp từ hồ sơ của các cơ sở, trong phạm vi người đọc được xem, ngày ",
            "Put together from the records of all facilities, as far as its reader may see them, on ");

    private static final Words SOURCE = Words.of("Nguồn", "Source");
    private static final Words NEWEST =
            Words.of("Chỉ trình bày %d mục mới nhất trong %d mục.", "Only the newest %d of %d are shown.");
    private static final Words NEWEST_OF_EACH =
            Words.of("Giá trị mới nhất của mỗi chỉ số.", "The newest value of each kind.");

    private final Wording in;

    Narratives(Wording in) {
        this.in = in;
    }

    String empty() {
        return new Xhtml(in.language()).element("p", said(NO_INFORMATION)).closed();
    }

    String of(Selection.Part part) {
        var html = new Xhtml(in.language());
        if (part.items().size() < part.all()) {
            html.element("p", said(NEWEST).formatted(part.items().size(), part.all()));
        }
        if (part.kind().newestOfEachCode()) {
            html.element("p", said(NEWEST_OF_EACH));
        }
        var columns = Columns.of(part.kind()).stream()
                .filter(column -> part.items().stream()
                        .anyMatch(item ->
                                !column.cell().of(in, item.shown().content()).isBlank()))
                .toList();
        table(html, columns, part.items());
        return html.closed();
    }

    private void table(Xhtml html, List<Column> columns, List<Item> items) {
        html.open("table").open("thead").open("tr");
        columns.forEach(column -> html.element("th", said(column.header())));
        html.element("th", said(SOURCE)).close("tr").close("thead").open("tbody");
        for (var item : items) {
            html.open("tr");
            columns.forEach(column ->
                    html.element("td", column.cell().of(in, item.shown().content())));
            html.element("td", String.join("; ", item.facilities())).close("tr");
        }
        html.close("tbody").close("table");
    }

    /** @param patient the whole resource */
    String of(JsonNode patient, Instant made) {
        var html = new Xhtml(in.language()).open("table").open("tbody");
        row(html, Words.of("Họ và tên", "Name"), name(patient));
        row(html, Words.of("Ngày sinh", "Birth date"), in.time(patient, "birthDate"));
        row(html, Words.of("Giới tính", "Sex"), in.status(patient.path("gender")));
        for (var identifier : patient.path("identifier")) {
            var type = in.concept(identifier.path("type"));
            row(
                    html,
                    type.isEmpty() ? Words.of("Mã số", "Identifier") : Words.of(type, type),
                    identifier.path("value").asText());
        }
        row(html, Words.of("Địa chỉ", "Address"), Wording.joined(patient.path("address"), Narratives::address));
        row(
                html,
                Words.of("Liên lạc", "Contact"),
                Wording.joined(
                        patient.path("telecom"),
                        telecom -> telecom.path("value").asText()));
        return html.close("tbody")
                .close("table")
                .element("p", said(MADE) + Times.day(Times.dayOf(made), in.language()) + ".")
                .closed();
    }

    private void row(Xhtml html, Words header, String text) {
        if (!text.isBlank()) {
            html.open("tr").element("th", said(header)).element("td", text).close("tr");
        }
    }

    private static String name(JsonNode patient) {
        return Wording.joined(patient.path("name"), name -> {
            var text = name.path("text").asText();
            return text.isEmpty()
                    ? Wording.spaced(
                            name.path("family").asText(),
                            Wording.joined(name.path("given"), JsonNode::asText).replace("; ", " "))
                    : text;
        });
    }

    /** One that does not hold any more is history. */
    private static String address(JsonNode address) {
        if (address.path("use").asText().equals("old")) {
            return "";
        }
        var text = address.path("text").asText();
        if (!text.isEmpty()) {
            return text;
        }
        var parts = new ArrayList<String>();
        address.path("line").forEach(line -> parts.add(line.asText()));
        for (var element : List.of("city", "district", "state", "country")) {
            parts.add(address.path(element).asText());
        }
        parts.removeIf(String::isBlank);
        return String.join(", ", parts);
    }

    private String said(Words words) {
        return words.in(in.language());
    }
}
