package vn.lienthong.sample;

/**
 * A part of the directory, to be sent in the order in which the parts come.
 *
 * @param name of the part, fit for a file's name
 * @param transactionBundle minified FHIR JSON, UTF-8
 * @param resources how many entries it has
 */
@SuppressWarnings("ArrayRecordComponent") // a message that is sent, never compared
public record DirectoryBundle(String name, byte[] transactionBundle, int resources) {}
