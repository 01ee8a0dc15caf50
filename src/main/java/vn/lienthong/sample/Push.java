package vn.lienthong.sample;

/**
 * What one facility sends at once about one person.
 *
 * @param facilityCode the five characters of the sender and custodian
 * @param personKey the same for all pushes about one human being; never sent
 * @param transactionBundle minified FHIR JSON, UTF-8
 * @param resources how many entries it has
 */
@SuppressWarnings("ArrayRecordComponent") // a push is a message that is sent, never compared
public record Push(String facilityCode, String personKey, byte[] transactionBundle, int resources) {}
