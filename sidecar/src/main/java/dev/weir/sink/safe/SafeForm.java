package dev.weir.sink.safe;

/** A document in its safe form: one JSON object without line breaks. */
public final class SafeForm {
  private final byte[] json;
  private final int ingestedAt;

  SafeForm(byte[] json, int ingestedAt) {
    this.json = json;
    this.ingestedAt = ingestedAt;
  }

  /** The document; not to be changed. */
  public byte[] json() {
    return json;
  }

  /** Where in it the instant stands that is set at each sending, or -1. */
  public int ingestedAt() {
    return ingestedAt;
  }
}
