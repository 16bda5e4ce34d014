package dev.weir.source.content;

import java.util.Locale;

/** Kinds of content that is no text. The name in lower case is a metric's label. */
public enum ContentKind {
  PARQUET(Advice.NO_READER),
  ORC(Advice.NO_READER),
  AVRO(Advice.NO_READER),
  ARROW(Advice.NO_READER),
  HDF5(Advice.NO_READER),
  SQLITE(Advice.NO_READER),
  EVTX(Advice.NO_READER),
  JOURNAL(Advice.NO_READER),
  PCAP(Advice.NO_READER),
  GZIP(Advice.LAYERS),
  ZSTD(Advice.LAYERS),
  BZIP2(Advice.LAYERS),
  XZ(Advice.COMPRESSION),
  LZMA(Advice.COMPRESSION),
  LZIP(Advice.COMPRESSION),
  LZOP(Advice.COMPRESSION),
  LZ4(Advice.COMPRESSION),
  SNAPPY(Advice.COMPRESSION),
  COMPRESS(Advice.COMPRESSION),
  TAR(Advice.ARCHIVE),
  ZIP(Advice.ARCHIVE),
  SEVEN_ZIP(Advice.ARCHIVE),
  RAR(Advice.ARCHIVE),
  CAB(Advice.ARCHIVE),
  AR(Advice.ARCHIVE),
  CPIO(Advice.ARCHIVE),
  RPM(Advice.ARCHIVE),
  /** Encrypted by a program that says so; other ciphertext is {@link #BINARY}. */
  ENCRYPTED(Advice.ENCRYPTION),
  /** UTF-16 without a byte order mark. */
  UTF16(Advice.ENCODING),
  /** UTF-32 without a byte order mark. */
  UTF32(Advice.ENCODING),
  PNG(Advice.NO_LOG),
  JPEG(Advice.NO_LOG),
  GIF(Advice.NO_LOG),
  TIFF(Advice.NO_LOG),
  RIFF(Advice.NO_LOG),
  PDF(Advice.NO_LOG),
  OFFICE(Advice.NO_LOG),
  ELF(Advice.NO_LOG),
  EXE(Advice.NO_LOG),
  MACHO(Advice.NO_LOG),
  CLASS(Advice.NO_LOG),
  WASM(Advice.NO_LOG),
  HEAP_DUMP(Advice.NO_LOG),
  /** A member of which the archive holds but some stretches. */
  SPARSE(Advice.ARCHIVE),
  /** A member compressed in a way that is not read. */
  UNKNOWN_METHOD(Advice.ARCHIVE),
  /** A member of which the archive does not say how long it is. */
  UNKNOWN_LENGTH(Advice.ARCHIVE),
  /** None of these, and no text. */
  BINARY(Advice.NO_LOG);

  private final String advice;

  ContentKind(String advice) {
    this.advice = advice;
  }

  /** A metric's label and a member of a dead letter. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What whoever writes such objects can do, a sentence. */
  public String advice() {
    return advice;
  }

  private static final class Advice {
    static final String NO_READER = "Write it as lines or JSON, or exclude such keys";
    static final String LAYERS = "Weir takes off three layers of compression: compress it once";
    static final String COMPRESSION = "Weir reads gzip, zstd and bzip2: use one of these";
    static final String ARCHIVE = "Weir opens tar and zip, not archives in them: use one of these";
    static final String ENCRYPTION = "Weir has no key of it: encrypt by S3 or KMS";
    static final String ENCODING = "Write UTF-8, or begin with a byte order mark";
    static final String NO_LOG = "Exclude such keys if they hold no logs";
  }
}
