package dev.weir.daemon;

import com.google.protobuf.ByteString;
import dev.weir.control.Letters;
import dev.weir.letters.DeadLetterStore;
import dev.weir.letters.LetterFields;
import dev.weir.letters.LetterMark;
import dev.weir.letters.LetterQuery;
import dev.weir.letters.StoredLetter;
import dev.weir.proto.v1.CloseLettersReply;
import dev.weir.proto.v1.Letter;
import dev.weir.proto.v1.LettersRequest;
import dev.weir.replay.Selection;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Shows and closes the dead letters of OpenSearch. */
final class LetterDesk implements Letters {
  private static final Set<String> STATUSES = Set.of("open", "closed", "replayed", "resolved");
  private static final int PAGE = 500;
  private static final long LISTED = 100;

  private final Supplier<DeadLetterStore> stores;
  private final Clock clock;

  LetterDesk(Supplier<DeadLetterStore> stores, Clock clock) {
    this.stores = stores;
    this.clock = clock;
  }

  @Override
  public void list(LettersRequest request, Consumer<Letter> each, BooleanSupplier cancelled)
      throws IOException {
    LetterQuery query = query(request, request.hasStatus() ? request.getStatus() : null);
    try (DeadLetterStore store = stores.get()) {
      if (request.getNamesCount() > 0) {
        named(store, request, each);
        return;
      }
      store.refresh();
      long left = request.hasLimit() ? request.getLimit() : LISTED;
      LetterFields last = null;
      while (left > 0 && !cancelled.getAsBoolean()) {
        List<LetterFields> page = store.newest(query, (int) Math.min(PAGE, left), last);
        if (page.isEmpty()) {
          return;
        }
        for (LetterFields letter : page) {
          Optional<LetterFields> shown =
              request.getBodies() ? store.byName(letter.name()) : Optional.of(letter);
          shown.ifPresent(found -> each.accept(letter(found)));
        }
        left -= page.size();
        last = page.getLast();
      }
    }
  }

  private static void named(DeadLetterStore store, LettersRequest request, Consumer<Letter> each)
      throws IOException {
    for (String name : request.getNamesList()) {
      store.byName(name).ifPresent(found -> each.accept(letter(found)));
    }
  }

  @Override
  public CloseLettersReply close(LettersRequest request) throws IOException {
    LetterQuery query = query(request, "open");
    try (DeadLetterStore store = stores.get()) {
      if (request.getNamesCount() > 0) {
        return close(store, request.getNamesList(), request.getDryRun()).build();
      }
      store.refresh();
      CloseLettersReply.Builder all = CloseLettersReply.newBuilder();
      long left = request.hasLimit() ? request.getLimit() : Long.MAX_VALUE;
      LetterFields last = null;
      while (left > 0) {
        List<LetterFields> page = store.newest(query, (int) Math.min(PAGE, left), last);
        if (page.isEmpty()) {
          break;
        }
        CloseLettersReply.Builder some =
            close(store, page.stream().map(LetterFields::name).toList(), request.getDryRun());
        all.setSelected(all.getSelected() + some.getSelected());
        all.setClosed(all.getClosed() + some.getClosed());
        left -= page.size();
        last = page.getLast();
      }
      return all.build();
    }
  }

  private static CloseLettersReply.Builder close(
      DeadLetterStore store, List<String> names, boolean dryRun) throws IOException {
    List<LetterMark> marks =
        store.readHeads(names).stream()
            .filter(StoredLetter::open)
            .map(letter -> new LetterMark(letter, LetterMark.Status.CLOSED, "closed"))
            .toList();
    long closed = dryRun ? 0 : marks.size() - (long) store.mark(marks).size();
    return CloseLettersReply.newBuilder().setSelected(marks.size()).setClosed(closed);
  }

  private LetterQuery query(LettersRequest request, @Nullable String status) {
    if (status != null && !STATUSES.contains(status)) {
      throw new IllegalArgumentException("a status is open, closed, replayed or resolved");
    }
    Selection selection =
        new Selection(
            request.hasReason() ? request.getReason() : null,
            request.hasType() ? request.getType() : null,
            request.hasObject() ? request.getObject() : null,
            request.hasSinceMillis() ? Instant.ofEpochMilli(request.getSinceMillis()) : null,
            request.hasLimit() ? request.getLimit() : Long.MAX_VALUE,
            request.getDryRun(),
            false);
    Instant until =
        request.hasUntilMillis()
            ? Instant.ofEpochMilli(request.getUntilMillis()).minusNanos(1)
            : clock.instant();
    return new LetterQuery(
        selection.reason(),
        selection.type(),
        selection.bucket(),
        selection.key(),
        selection.since(),
        until,
        status);
  }

  private static Letter letter(LetterFields fields) {
    Letter.Builder letter =
        Letter.newBuilder()
            .setName(fields.name())
            .setReason(fields.text("reason"))
            .setStage(fields.text("stage"))
            .setType(fields.text("type"))
            .setBucket(fields.text("bucket"))
            .setKey(fields.text("key"))
            .setVersion(fields.text("version"))
            .setWritten(fields.text("written"))
            .setTime(fields.text("@timestamp"))
            .setId(fields.text("id"))
            .setIndex(fields.text("index"))
            .setStatus(fields.text("status"))
            .setOutcome(fields.text("outcome"))
            .setAttempts(fields.number("attempts", 0))
            .setBytes(fields.number("bytes", 0))
            .setTruncated(fields.flag("truncated"))
            .setForm(fields.text("form"))
            .setTag(fields.text("tag"))
            .setHost(fields.text("host"))
            .setError(fields.text("error"))
            .setDetail(fields.text("detail"))
            .setBody(ByteString.copyFrom(fields.body()));
    long ordinal = fields.number("ordinal", -1);
    if (ordinal >= 0) {
      letter.setOrdinal(ordinal);
    }
    return letter.build();
  }
}
