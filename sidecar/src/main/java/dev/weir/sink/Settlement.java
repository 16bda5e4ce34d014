package dev.weir.sink;

import dev.weir.letters.LetterKeeper;
import dev.weir.opensearch.BulkAnswer;
import dev.weir.opensearch.HoldReason;
import dev.weir.opensearch.Troubles;
import dev.weir.opensearch.Verdict;
import dev.weir.opensearch.Verdicts;
import dev.weir.thread.Backoff;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives each document of a bulk its outcome, or its place among those that wait. */
final class Settlement {
  private final BulkQueue queue;
  private final Room room;
  private final ItemSettler settler;
  private final LetterKeeper keeper;
  private final SinkObserver observer;
  private final Backoff backoff;
  private final IndexProbe probe;
  private final Troubles troubles;
  private final Replacements replacements;
  private final Conflicts conflicts;
  private final ConflictLog conflictLog;

  Settlement(
      BulkQueue queue,
      Room room,
      ItemSettler settler,
      LetterKeeper keeper,
      SinkObserver observer,
      Backoff backoff,
      IndexProbe probe,
      Troubles troubles,
      Replacements replacements,
      Conflicts conflicts,
      ConflictLog conflictLog) {
    this.queue = queue;
    this.room = room;
    this.settler = settler;
    this.keeper = keeper;
    this.observer = observer;
    this.backoff = backoff;
    this.probe = probe;
    this.troubles = troubles;
    this.replacements = replacements;
    this.conflicts = conflicts;
    this.conflictLog = conflictLog;
  }

  /** Applies an answer that has one item for each document. */
  void apply(Bulk bulk, BulkAnswer answer) {
    Bulk waiting = new Bulk();
    Bulk kept = new Bulk();
    Bulk asked = new Bulk();
    Map<String, IndexProbe.Result> indices = indicesThatTook(bulk, answer);
    int created = 0;
    int there = 0;
    for (int at = 0; at < bulk.count(); at++) {
      BulkAnswer.ItemError error = answer.error(at);
      switch (Verdicts.ofItem(answer.status(at), error)) {
        case Verdict.Written() -> created += written(bulk, at, Delivery.CREATED, kept);
        case Verdict.Conflict() -> {
          if (Conflicts.isQuestion(bulk.segment(at), bulk.item(at))) {
            asked.add(bulk.segment(at), bulk.item(at));
          } else if (bulk.segment(at).states().isAmbiguous(bulk.item(at))) {
            // Our own request may have written it, when its answer was lost.
            created += written(bulk, at, Delivery.CREATED, kept);
          } else {
            there += written(bulk, at, Delivery.ALREADY_THERE, kept);
          }
        }
        case Verdict.Refused(String reason) -> refuse(bulk, at, reason, error, waiting);
        case Verdict.Suspect(String reason) -> {
          if (bulk.segment(at).states().suspect(bulk.item(at))) {
            // Requests that add fields to a mapping at the same time can collide; a second try
            // finds the mapping as the other one left it.
            bulk.segment(at).states().countAttempt(bulk.item(at));
            waiting.add(bulk.segment(at), bulk.item(at));
          } else if (takes(bulk, at, indices)) {
            refuse(bulk, at, reason, error, waiting);
          } else {
            postpone(bulk, at, HoldReason.INDEX_REFUSES, type(error), waiting);
          }
        }
        case Verdict.Hold(HoldReason reason, boolean ambiguous) -> {
          if (ambiguous) {
            bulk.segment(at).states().markAmbiguous(bulk.item(at));
          }
          postpone(bulk, at, reason, answer.status(at) + " " + type(error), waiting);
        }
      }
    }
    settler.report(Delivery.CREATED, created);
    settler.report(Delivery.ALREADY_THERE, there);
    if (asked.count() > 0) {
      decide(asked, waiting);
    }
    retryLater(waiting);
    keeper.keep(new LettersOfBulk(kept, settler));
  }

  /** Settles documents whose ids were taken, by what lies under these. */
  private void decide(Bulk asked, Bulk waiting) {
    Finding[] findings = conflicts.findings(asked);
    for (int at = 0; at < findings.length; at++) {
      switch (findings[at]) {
        case Finding.Same() -> {
          boolean mayBeOurs = asked.segment(at).states().isAmbiguous(asked.item(at));
          settleDocument(asked, at, mayBeOurs ? Delivery.CREATED : Delivery.ALREADY_THERE);
        }
        case Finding.Other() -> place(asked, at, waiting);
        case Finding.Gone() -> {
          asked.segment(at).states().countAttempt(asked.item(at));
          waiting.add(asked.segment(at), asked.item(at));
        }
        case Finding.Unknown(HoldReason reason) ->
            postpone(asked, at, reason, "what lies under an id was asked", waiting);
      }
    }
  }

  /** Sends a document under the id of its place, as its own is another record's. */
  private void place(Bulk asked, int at, Bulk waiting) {
    Segment segment = asked.segment(at);
    int item = asked.item(at);
    if (!room.takesReplacements()) {
      segment.states().countAttempt(item);
      waiting.add(segment, item);
      return;
    }
    Segment placed = replacements.underPlace(segment, item);
    String type = replacements.type(segment, item);
    observer.idConflict(type);
    conflictLog.conflict(type);
    replace(segment, item, placed);
  }

  private void settleDocument(Bulk bulk, int at, Delivery delivery) {
    settler.report(delivery, written(bulk, at, delivery, new Bulk()));
  }

  /** A single document that OpenSearch will never take. */
  void refuse(Bulk single, String reason) {
    Bulk waiting = new Bulk();
    refuse(single, 0, reason, null, waiting);
    retryLater(waiting);
  }

  /** All of a request waits; the sender keeps it. */
  void hold(Bulk bulk, Verdict.Hold hold, String evidence) {
    for (int at = 0; at < bulk.count(); at++) {
      Segment segment = bulk.segment(at);
      int item = bulk.item(at);
      if (hold.ambiguous()) {
        segment.states().markAmbiguous(item);
      }
      settler.setHold(segment, item, hold.reason());
      segment.since(System.nanoTime());
    }
    troubles.holding(hold.reason(), bulk.count(), evidence);
    observer.retried(bulk.count());
  }

  /** Hands what has no outcome yet to another sender, after a failure at an unknown point. */
  void keep(Bulk bulk) {
    Bulk kept = new Bulk();
    for (int at = 0; at < bulk.count(); at++) {
      if (!bulk.segment(at).states().isSettled(bulk.item(at))) {
        bulk.segment(at).states().markAmbiguous(bulk.item(at));
        bulk.segment(at).states().countAttempt(bulk.item(at));
        kept.add(bulk.segment(at), bulk.item(at));
      }
    }
    retryLater(kept);
  }

  private int written(Bulk bulk, int at, Delivery delivery, Bulk kept) {
    Segment segment = bulk.segment(at);
    int item = bulk.item(at);
    return switch (segment.kind(item)) {
      case DOCUMENT -> {
        settler.settle(segment, item, delivery);
        yield 1;
      }
      case RESHAPED -> {
        observer.reshaped(replacements.type(segment, item));
        settler.settle(segment, item, delivery);
        yield 1;
      }
      case REPLACING, MATCH -> {
        settler.settle(segment, item, Delivery.CREATED);
        yield 0;
      }
      case DEAD_LETTER, BARE_DEAD_LETTER -> {
        kept.add(segment, item);
        yield 0;
      }
    };
  }

  private void refuse(
      Bulk bulk, int at, String reason, BulkAnswer.@Nullable ItemError error, Bulk waiting) {
    Segment segment = bulk.segment(at);
    int item = bulk.item(at);
    switch (segment.kind(item)) {
      case DOCUMENT, RESHAPED -> {
        if (room.takesReplacements()) {
          Segment instead =
              replacements.ofDocument(segment, item, new DocumentRefusal(reason, error));
          if (instead == null) {
            settler.settle(segment, item, Delivery.CANCELLED);
            settler.report(Delivery.CANCELLED, 1);
          } else {
            replace(segment, item, instead);
          }
        } else {
          // It is refused again when there is room for what takes its place.
          segment.states().countAttempt(item);
          waiting.add(segment, item);
        }
      }
      case DEAD_LETTER -> replace(segment, item, replacements.ofLetter(segment, item));
      // Nothing smaller is left to write.
      case BARE_DEAD_LETTER, REPLACING, MATCH ->
          postpone(bulk, at, HoldReason.INDEX_REFUSES, reason, waiting);
    }
  }

  /** Sends another segment in a document's place; the token is final when that one is. */
  private void replace(Segment segment, int item, Segment by) {
    Bulk again = new Bulk();
    again.addAll(by);
    room.accept(by);
    settler.release(segment, item);
    queue.retryLater(again, 0, false);
  }

  private boolean takes(Bulk bulk, int at, Map<String, IndexProbe.Result> indices) {
    return indices.computeIfAbsent(index(bulk, at), probe::ask) == IndexProbe.Result.TAKES;
  }

  /**
   * The indices that wrote a document of this bulk, if there is a suspect that they speak for. To
   * be asked before any document is settled: the bytes that name its index may be another's then.
   */
  private static Map<String, IndexProbe.Result> indicesThatTook(Bulk bulk, BulkAnswer answer) {
    Map<String, IndexProbe.Result> took = new HashMap<>();
    if (hasSuspect(bulk, answer)) {
      for (int at = 0; at < bulk.count(); at++) {
        if (answer.error(at) == null) {
          took.put(index(bulk, at), IndexProbe.Result.TAKES);
        }
      }
    }
    return took;
  }

  private static boolean hasSuspect(Bulk bulk, BulkAnswer answer) {
    for (int at = 0; at < bulk.count(); at++) {
      BulkAnswer.ItemError error = answer.error(at);
      if (error != null && Verdicts.ofItem(answer.status(at), error) instanceof Verdict.Suspect) {
        return true;
      }
    }
    return false;
  }

  static String index(Bulk bulk, int at) {
    Segment segment = bulk.segment(at);
    return ActionLine.indexOf(segment.bytes(), segment.lineAt(bulk.item(at)));
  }

  private void postpone(Bulk bulk, int at, HoldReason reason, String evidence, Bulk waiting) {
    Segment segment = bulk.segment(at);
    int item = bulk.item(at);
    segment.states().countAttempt(item);
    segment.since(System.nanoTime());
    settler.setHold(segment, item, reason);
    waiting.add(segment, item);
    troubles.holding(reason, 1, evidence);
  }

  private void retryLater(Bulk waiting) {
    if (waiting.count() > 0) {
      observer.retried(waiting.count());
      queue.retryLater(waiting, backoff.nanos(waiting.attempts()), false);
    }
  }

  private static String type(BulkAnswer.@Nullable ItemError error) {
    return error == null ? "" : error.type();
  }
}
