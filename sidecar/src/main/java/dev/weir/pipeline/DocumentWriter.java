package dev.weir.pipeline;

import dev.weir.decode.Origin;
import dev.weir.decode.RecordReader;
import dev.weir.event.IsoInstant;
import dev.weir.event.JsonBuffer;
import dev.weir.event.JsonTooLongException;
import dev.weir.letters.RawBody;
import dev.weir.msgpack.MsgpackException;
import dev.weir.parse.TypeParser;
import dev.weir.sink.DocumentTarget;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Writes the documents of records, or keeps those as dead letters that cannot be written. */
final class DocumentWriter {
  /**
   * No document is longer. OpenSearch's own limit of a request is 100 MB, on small hosts 10 MiB.
   */
  private static final long LONGEST = 32L << 20;

  /** A document may be as long as this whatever its record's length. */
  private static final long SHORT = 1L << 20;

  private final RecordReader reader;
  private final WeirMembers weir;
  private final DocumentIds ids;
  private final LetterMaker letters;
  private final PipelineObserver observer;

  DocumentWriter(
      RecordReader reader,
      WeirMembers weir,
      DocumentIds ids,
      LetterMaker letters,
      PipelineObserver observer) {
    this.reader = reader;
    this.weir = weir;
    this.ids = ids;
    this.letters = letters;
    this.observer = observer;
  }

  /**
   * Writes a record.
   *
   * @param normal has its normal form
   * @param mayBeElsewhere whether it may have come before, and lie in another index of its type
   */
  void write(CurrentRecord record, NormalForm normal, boolean mayBeElsewhere)
      throws MsgpackException {
    TypeParser parser = record.parser();
    JsonBuffer added = record.fields().added().ascii(",\"@timestamp\":\"");
    IsoInstant.write(parser.seconds(), parser.nanos(), added);
    added.raw('"');
    boolean normalValid = normal.writeTo(added);
    parser.promote(record.fields(), added);
    DocumentTarget batch = record.chunk().batch();
    byte[] index = parser.index();
    JsonBuffer out = batch.begin(index, record.id());
    out.limit(longest(out, added));
    int ingestedAt = -1;
    MsgpackException.Reason failure = null;
    try {
      boolean valid = record.fields().writeTo(out) && normalValid;
      ingestedAt = end(record, out, valid);
    } catch (MsgpackException e) {
      failure = e.reason();
    } catch (JsonTooLongException e) {
      failure = MsgpackException.Reason.TOO_LARGE;
    } finally {
      out.limit(Integer.MAX_VALUE);
    }
    if (failure != null) {
      abandon(record, index, failure);
      return;
    }
    int token = record.isParsed() ? record.token() : record.unparsedToken();
    if (mayBeElsewhere) {
      batch.endElsewhere(token, ingestedAt);
    } else {
      batch.end(token, ingestedAt);
    }
  }

  /**
   * How far the buffer may grow for the document of the record at work. JSON of hostile bytes is
   * six times as long as these; that of logs is hardly longer than its record.
   */
  private long longest(JsonBuffer out, JsonBuffer added) {
    long record = (long) reader.mapTo() - reader.mapFrom();
    return out.size() + Math.min(LONGEST, 2 * record + added.size() + SHORT);
  }

  /** Closes the document; where its time of ingestion is to stand. */
  private int end(CurrentRecord record, JsonBuffer out, boolean valid) throws MsgpackException {
    if (!valid) {
      observer.invalidUtf8(record.route().type().name());
    }
    return reader.origin() == Origin.OBJECT
        ? weir.ofObject(out, record, reader.ordinal(), reader.member(), ids, valid)
        : weir.ofHost(out, record, valid);
  }

  private void abandon(CurrentRecord record, byte[] index, MsgpackException.Reason why) {
    record.chunk().batch().abandon();
    String name = new String(index, StandardCharsets.US_ASCII);
    keep(record, why.name().toLowerCase(Locale.ROOT), name);
  }

  /**
   * Keeps a record that becomes no document as a dead letter.
   *
   * @param index where its document would have been; empty if that is not known
   */
  void keep(CurrentRecord record, String reason, String index) {
    DocumentTarget batch = record.chunk().batch();
    int token = record.token();
    RawBody body = record.chunk().account().raw(token, batch.bodyLimit());
    batch.deadLetter(
        token,
        letters.unreadable(reason, record.route(), record.happened(), record.id(), index, body));
  }
}
