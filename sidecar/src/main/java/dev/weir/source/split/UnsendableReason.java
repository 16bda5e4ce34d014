package dev.weir.source.split;

import dev.weir.source.decompress.CorruptContentException;
import java.util.Locale;

/** Why a piece of content cannot be sent as a record. */
public enum UnsendableReason {
  /** Longer than the record cap. */
  RECORD_OVER_CAP,
  /** Not JSON where JSON is due (RFC 8259). */
  MALFORMED_JSON,
  /** Maps and arrays inside one another past the limit. */
  TOO_DEEP,
  /** The content ends inside of it. */
  TRUNCATED,
  /** The document has no array of records where its type has one. */
  NO_RECORDS_ARRAY,
  /** Members of the document beside its array of records, which no record has. */
  BESIDE_RECORDS,
  /** The compressed bytes are broken here; nothing after it can be read. */
  CORRUPT_COMPRESSION,
  /** The compressed bytes end here inside of a member or frame. */
  TRUNCATED_COMPRESSION,
  /** The content goes on past the size cap; nothing after it is read. */
  SIZE_CAP,
  /** The content grew past the ratio cap; nothing after it is read. */
  RATIO_CAP,
  /** The content asks for a larger zstd window than is granted; nothing after it can be read. */
  WINDOW_CAP,
  /** The object came to more records than its size allows; nothing after it is read. */
  RECORDS_CAP,
  /** The object came to more bytes of frames than its size allows; nothing after it is read. */
  SENT_CAP,
  /** No text, and nothing that text can be taken out of. */
  NOT_TEXT,
  /** A member of an archive that cannot be opened; the members after it can. */
  UNREADABLE_MEMBER,
  /** The archive is broken here; nothing after it can be read. */
  CORRUPT_ARCHIVE,
  /** The archive ends here without its end. */
  TRUNCATED_ARCHIVE,
  /** The archive has more members than are read of one. */
  MEMBER_CAP;

  /** Why content broke off, as the reason of what it broke off in. */
  public static UnsendableReason of(CorruptContentException.Reason reason) {
    return switch (reason) {
      case CORRUPT_COMPRESSION -> CORRUPT_COMPRESSION;
      case TRUNCATED_COMPRESSION -> TRUNCATED_COMPRESSION;
      case CORRUPT_ARCHIVE -> CORRUPT_ARCHIVE;
      case TRUNCATED_ARCHIVE -> TRUNCATED_ARCHIVE;
      case TRUNCATED_TEXT -> TRUNCATED;
      case SIZE_CAP -> SIZE_CAP;
      case RATIO_CAP -> RATIO_CAP;
      case WINDOW_CAP -> WINDOW_CAP;
    };
  }

  /** A metric's label and a dead letter's reason. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
