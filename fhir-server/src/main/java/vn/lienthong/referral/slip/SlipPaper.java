package vn.lienthong.referral.slip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.openpdf.text.Document;
import org.openpdf.text.Element;
import org.openpdf.text.Font;
import org.openpdf.text.PageSize;
import org.openpdf.text.Paragraph;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.BaseFont;
import org.openpdf.text.pdf.PdfPCell;
import org.openpdf.text.pdf.PdfPTable;
import org.openpdf.text.pdf.PdfWriter;
import org.springframework.stereotype.Component;

/** Draws a {@link Slip} as PDF, A5, in a typeface that has all Vietnamese letters. Thread-safe. */
@Component
public class SlipPaper {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");
    private static final String FAMILY = "/liberation/LiberationSerif-";
    private static final float MARGIN = 36;
    private static final float TEXT = 11;
    private static final float TITLE = 14;

    /** Read when the first slip is drawn: a node starts without them. */
    private static final class Faces {

        static final BaseFont REGULAR = face("Regular.ttf");
        static final BaseFont BOLD = face("Bold.ttf");

        private static BaseFont face(String style) {
            try (var file = SlipPaper.class.getResourceAsStream(FAMILY + style)) {
                if (file == null) {
                    throw new IllegalStateException(
                            "The typeface %s%s is not on the class path".formatted(FAMILY, style));
                }
                return BaseFont.createFont(
                        style, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, true, file.readAllBytes(), null);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    public byte[] draw(Slip slip) {
        var pdf = new ByteArrayOutputStream();
        try (var document = new Document(PageSize.A5, MARGIN, MARGIN, MARGIN, MARGIN)) {
            PdfWriter.getInstance(document, pdf);
            document.addTitle(slip.kind().title());
            document.setDocumentLanguage("vi");
            document.open();
            document.add(new Paragraph(slip.from(), new Font(Faces.BOLD, TEXT)));
            document.add(new Paragraph("Số: " + slip.number(), new Font(Faces.REGULAR, TEXT)));
            var title = new Paragraph(slip.kind().title(), new Font(Faces.BOLD, TITLE));
            title.setAlignment(Element.ALIGN_CENTER);
            title.setSpacingBefore(TEXT);
            title.setSpacingAfter(TEXT);
            document.add(title);
            document.add(new Paragraph("Kính gửi: " + slip.to(), new Font(Faces.BOLD, TEXT)));
            document.add(table(slip));
            document.add(signature(slip));
        }
        return pdf.toByteArray();
    }

    private PdfPTable table(Slip slip) {
        var table = new PdfPTable(new float[] {2, 3});
        table.setWidthPercentage(100);
        table.setSpacingBefore(TEXT);
        for (var line : slip.lines()) {
            table.addCell(cell(line.label(), Faces.REGULAR));
            table.addCell(cell(line.value(), Faces.BOLD));
        }
        table.addCell(cell(slip.kind().validity(), Faces.REGULAR));
        table.addCell(cell(day(slip.until()), Faces.BOLD));
        return table;
    }

    private static PdfPCell cell(String text, BaseFont face) {
        var cell = new PdfPCell(new Phrase(text, new Font(face, TEXT)));
        cell.setBorder(PdfPCell.NO_BORDER);
        cell.setPaddingBottom(4);
        return cell;
    }

    private Paragraph signature(Slip slip) {
        var signature = new Paragraph(
                "Ngày %s%nBác sĩ%n%n%n%s".formatted(day(slip.issued()), slip.doctor()), new Font(Faces.REGULAR, TEXT));
        signature.setAlignment(Element.ALIGN_RIGHT);
        signature.setSpacingBefore(TITLE);
        return signature;
    }

    private static String day(LocalDate day) {
        return DAY.format(day);
    }
}
