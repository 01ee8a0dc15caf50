package vn.lienthong.spec.leak;

import java.util.List;

/**
 * What a world answered, with everything that may differ between two runs of the same request made equal.
 *
 * @param text status line, headers and body, of all pages
 * @param statements what the database was asked on the way, in order
 */
record Reply(int status, String text, List<String> statements) {}
