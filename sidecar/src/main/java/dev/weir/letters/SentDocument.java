package dev.weir.letters;

/**
 * A document as it was sent to OpenSearch, where it lies.
 *
 * @param id its id
 * @param index the index that it is for
 * @param bytes an array with its JSON in it
 * @param from where that begins
 * @param length how long it is, without a line break
 */
@SuppressWarnings("ArrayRecordComponent") // shows bytes; nobody compares them
public record SentDocument(String id, String index, byte[] bytes, int from, int length) {
  /** What it says of itself. */
  public DocumentFacts facts() {
    return facts(length);
  }

  /** What its first bytes say of it. */
  DocumentFacts facts(int most) {
    return DocumentFacts.read(bytes, from, Math.min(length, most));
  }
}
