package vn.lienthong.portal;

import io.nayuki.qrcodegen.QrCode;

/** A <a href="https://www.iso.org/standard/62021.html">QR code</a> as the path of a drawing, one unit a module. */
final class QrPath {

    /** White around the code, without which readers do not find it. */
    private static final int QUIET = 4;

    private QrPath() {}

    /** @param size of the whole drawing, the white around it included */
    record Drawing(int size, String path) {}

    static Drawing of(String text) {
        var code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        var path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append("M%d,%dh1v1h-1z".formatted(x + QUIET, y + QUIET));
                }
            }
        }
        return new Drawing(code.size + 2 * QUIET, path.toString());
    }
}
