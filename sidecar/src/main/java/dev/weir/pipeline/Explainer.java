package dev.weir.pipeline;

import dev.weir.account.Ledger;
import dev.weir.account.StampKey;
import dev.weir.chunk.Chunk;
import dev.weir.event.JsonBuffer;
import dev.weir.event.ReservedNames;
import dev.weir.letters.DeadLetter;
import dev.weir.letters.RawBody;
import dev.weir.msgpack.MsgpackException;
import dev.weir.rule.Rule;
import dev.weir.rule.TraceChoice;
import dev.weir.rule.TracedRules;
import dev.weir.sink.DocumentTarget;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes records the whole way and tells what they come to; nothing is sent. Not thread-safe. */
public final class Explainer {
  private final Routes routes;
  private final Listener listener = new Listener();
  private final RecordWorker worker;

  /** An explainer for what these routes say. */
  public Explainer(ReservedNames reserved, StampKey key, Routes routes) {
    this.routes = routes;
    this.worker =
        new RecordWorker(
            reserved,
            key,
            routes,
            new IndexBounds(),
            Integer.MAX_VALUE,
            listener,
            Clock.systemUTC());
  }

  /**
   * What becomes of the records of a chunk, in their order.
   *
   * @param choice of which rules to tell why they match
   * @throws MsgpackException if an entry is broken
   */
  public List<Explanation> explain(Chunk chunk, TraceChoice choice) throws MsgpackException {
    listener.begin(routes.byTag(chunk.tag()).type().name(), choice);
    worker.work(chunk, new ChunkAccount(chunk, new Ledger()), listener, null, BrokenEntries.REFUSE);
    return listener.explained;
  }

  private static final class Listener implements PipelineObserver, DocumentTarget {
    private static final int BODY_BYTES = 32 << 10;
    private static final int BEGINNING_BYTES = 80;

    private final JsonBuffer buffer = new JsonBuffer(4096);
    private List<Explanation> explained = new ArrayList<>();
    private String chunkType = "";
    private @Nullable String innerType;
    private String index = "";
    private String id = "";
    private @Nullable String unparsed;
    private TraceChoice choice = TraceChoice.NONE;
    private TracedRules traced = TracedRules.NONE;

    void begin(String ofChunk, TraceChoice wanted) {
      choice = wanted;
      explained = new ArrayList<>();
      chunkType = ofChunk;
      innerType = null;
      unparsed = null;
    }

    /** The type of the record whose end this is. */
    private String type() {
      String type = innerType == null ? chunkType : innerType;
      innerType = null;
      return type;
    }

    @Override
    public void chunksAtWork(int change) {
      // Nobody asks.
    }

    @Override
    public void innerRecord(String type) {
      innerType = type;
    }

    @Override
    public void stampForged() {
      // Its records are explained like any.
    }

    @Override
    public void recordFiltered(String reason) {
      explained.add(
          new Explanation(
              type(), Explanation.Outcome.FILTERED, reason, "", "", "", TracedRules.NONE));
    }

    @Override
    public void recordMultiplied() {
      // The further record is explained, too.
    }

    @Override
    public void detected(RuleReasons reasons) throws MsgpackException {
      traced = choice.isWanted() ? reasons.of(choice.ids()) : TracedRules.NONE;
    }

    @Override
    public void ruleMatched(Rule rule) {
      // The document says it.
    }

    @Override
    public void timeReplaced(String recordType, String reason) {
      // The document says it.
    }

    @Override
    public void invalidUtf8(String type) {
      // The document says it.
    }

    @Override
    public void recordUnparsed(String recordType, String reason) {
      unparsed = reason;
    }

    @Override
    public void columnsUnknown(String type) {
      // The document shows them.
    }

    @Override
    public JsonBuffer begin(byte[] indexName, byte[] documentId) {
      index = new String(indexName, StandardCharsets.US_ASCII);
      id = new String(documentId, StandardCharsets.US_ASCII);
      buffer.clear();
      return buffer;
    }

    @Override
    public void end(int token, int ingestedAt) {
      explained.add(
          new Explanation(
              type(),
              unparsed == null ? Explanation.Outcome.INDEXED : Explanation.Outcome.UNPARSED,
              unparsed,
              index,
              id,
              new String(buffer.toByteArray(), StandardCharsets.UTF_8),
              traced));
      unparsed = null;
      traced = TracedRules.NONE;
    }

    @Override
    public void endElsewhere(int token, int ingestedAt) {
      end(token, ingestedAt);
    }

    @Override
    public void endMatch(int token, int matchedAt) {
      // The document says it.
    }

    @Override
    public void abandon() {
      unparsed = null;
    }

    @Override
    public void deadLetter(int token, DeadLetter letter) {
      explained.add(
          new Explanation(
              type(),
              Explanation.Outcome.DEAD_LETTERED,
              letter.kind().isEmpty()
                  ? letter.reason()
                  : letter.reason() + " (" + letter.kind() + ")",
              letter.index(),
              letter.id(),
              "",
              beginning(letter.body()),
              TracedRules.NONE));
    }

    private static String beginning(RawBody body) {
      int length = body.form() == RawBody.Form.CONTENT ? body.bytes().length : 0;
      return new String(body.bytes(), 0, Math.min(length, BEGINNING_BYTES), StandardCharsets.UTF_8);
    }

    @Override
    public int bodyLimit() {
      return BODY_BYTES;
    }

    @Override
    public void cancel() {
      // Nobody is waiting.
    }
  }
}
