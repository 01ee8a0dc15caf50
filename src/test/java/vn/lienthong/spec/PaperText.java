package vn.lienthong.spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import org.openpdf.text.pdf.PdfReader;
import org.openpdf.text.pdf.parser.PdfTextExtractor;

/** What a reader finds on the first page of a PDF. */
public final class PaperText {

    private PaperText() {}

    /** @param base64 as {@code Attachment.data} holds it */
    public static String of(String base64) {
        try (var reader = new PdfReader(Base64.getDecoder().decode(base64))) {
            return new PdfTextExtractor(reader).getTextFromPage(1).replaceAll("\\s+", " ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
