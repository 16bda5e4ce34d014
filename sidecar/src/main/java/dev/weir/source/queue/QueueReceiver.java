package dev.weir.source.queue;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Receives from one queue. A message is held, and kept hidden, until all of its objects are
 * settled, and is deleted then; if one of them must come again the message is let go and comes
 * again. What is none of ours stays in the queue and reaches its dead-letter queue. Thread-safe.
 */
public final class QueueReceiver {
  /** A message that is held, and what it names. */
  private record Taken(HeldMessage message, List<NotifiedObject> objects) {}

  private final QueueSettings settings;
  private final ObjectIntake intake;
  private final QueueEvents events;
  private final LongSupplier nanoClock;
  private final QueueCalls calls;
  private final NotificationParser parser = new NotificationParser();
  private final Map<String, HeldMessage> held = new ConcurrentHashMap<>();
  private final MessageDeleter deleter;

  /** Held still, and to be handed back: an object of theirs must come again. */
  private final Queue<HeldMessage> unfinished = new ConcurrentLinkedQueue<>();

  private final List<Thread> threads = new ArrayList<>();
  private final Clock clock = Clock.systemUTC();
  private final Pollers pollers;

  /**
   * How long the message that was received last had waited; zero where the last poll received none.
   */
  private volatile @Nullable Duration lastAge;

  private boolean handedBack;

  public QueueReceiver(
      QueueSettings settings,
      SqsClient sqs,
      ObjectIntake intake,
      QueueObserver observer,
      LongSupplier nanoClock) {
    this.settings = settings;
    this.intake = intake;
    this.events = new QueueEvents(settings.name(), observer, nanoClock);
    this.nanoClock = nanoClock;
    this.calls = new QueueCalls(sqs, settings);
    this.pollers = new Pollers(settings.name(), calls, intake, events, this::received);
    this.deleter = new MessageDeleter(calls, events, message -> held.remove(message.id(), message));
  }

  /** Starts receiving. */
  public void start() {
    Heartbeat heartbeat = new Heartbeat(calls, settings, held::values, events, nanoClock);
    // A platform thread: heartbeats go on whatever the carriers of virtual threads are busy with.
    threads.add(
        Thread.ofPlatform()
            .daemon()
            .name("weir-sqs-heartbeat-" + settings.name())
            .start(heartbeat));
    threads.add(Thread.ofVirtual().name("weir-sqs-delete-" + settings.name()).start(deleter));
    pollers.start();
  }

  /** What waits in the queue, asked now. */
  public QueueState state() {
    Duration age = lastAge;
    try {
      Map<QueueAttributeName, String> counts = calls.counts();
      return new QueueState(
          settings.name(),
          count(counts, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
              + count(counts, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED),
          count(counts, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE),
          age,
          null);
    } catch (RuntimeException e) {
      String problem = "SQS cannot be asked: " + e.getClass().getSimpleName();
      return new QueueState(settings.name(), 0, 0, age, problem);
    }
  }

  private static long count(Map<QueueAttributeName, String> counts, QueueAttributeName name) {
    return Long.parseLong(counts.getOrDefault(name, "0"));
  }

  /** Takes no more messages; those held stay held. A poll that is under way goes on. */
  public void stopReceiving() {
    pollers.stop();
  }

  /**
   * Once receiving has stopped, makes visible what must come again. Returns how many messages those
   * were.
   */
  public int handBackUnfinished() {
    List<HeldMessage> left = new ArrayList<>();
    for (HeldMessage each = unfinished.poll(); each != null; each = unfinished.poll()) {
      // First, so that no heartbeat hides it again.
      held.remove(each.id(), each);
      left.add(each);
    }
    handBack(left);
    handedBack |= !left.isEmpty();
    return left.size();
  }

  /**
   * Whether no message is held, and no poll is under way that may get back what was handed back.
   */
  public boolean isIdle() {
    return held.isEmpty() && (!handedBack || !pollers.isAlive());
  }

  /** Ends all threads and makes what is still held visible again. Returns how many those were. */
  public int close() {
    pollers.interrupt();
    threads.forEach(Thread::interrupt);
    for (HeldMessage message : held.values()) {
      if (message.finish()) {
        unfinished.add(message);
      }
    }
    return handBackUnfinished();
  }

  private void handBack(List<HeldMessage> left) {
    for (int from = 0; from < left.size(); from += QueueCalls.BATCH) {
      List<HeldMessage> batch = left.subList(from, Math.min(left.size(), from + QueueCalls.BATCH));
      try {
        calls.change(
            batch.stream().map(message -> VisibilityChange.of(message, Duration.ZERO)).toList());
      } catch (RuntimeException e) {
        events.visibilityFailed();
      }
      batch.forEach(message -> events.comesAgain("handed_back"));
    }
  }

  private void received(List<Message> messages) {
    if (messages.isEmpty()) {
      lastAge = Duration.ZERO;
    }
    take(messages.stream().flatMap(each -> received(each).stream()).toList());
  }

  /** What is to be done for a message; empty if nothing is. */
  private Optional<Taken> received(Message message) {
    long now = nanoClock.getAsLong();
    long extendAt = now + settings.visibility().toNanos() / 3;
    events.received();
    String sent = message.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP);
    if (sent != null) {
      long millis = clock.millis() - Long.parseLong(sent);
      lastAge = Duration.ofMillis(Math.max(0, millis));
    }
    HeldMessage known = held.get(message.messageId());
    if (known != null) {
      known.receivedAgain(message.receiptHandle(), now, extendAt);
      events.receivedAgain();
      return Optional.empty();
    }
    HeldMessage fresh =
        new HeldMessage(message.messageId(), message.receiptHandle(), now, extendAt);
    return switch (parser.parse(message.body())) {
      case Notification.Objects(List<NotifiedObject> created) -> held(fresh, created);
      case Notification.Nothing(String kind) -> {
        events.withoutObject(kind);
        yield held(fresh, List.of());
      }
      case Notification.Other(String reason, String detail) -> {
        events.refused(fresh.id(), reason, detail);
        yield Optional.empty();
      }
    };
  }

  private Optional<Taken> held(HeldMessage message, List<NotifiedObject> created) {
    String refusal = intake.refuse(created);
    if (refusal != null) {
      events.refused(message.id(), refusal, created.getFirst().bucket());
      return Optional.empty();
    }
    if (held.putIfAbsent(message.id(), message) != null) {
      // Two polls at once brought it.
      events.receivedAgain();
      return Optional.empty();
    }
    return Optional.of(new Taken(message, created));
  }

  private void take(List<Taken> messages) {
    List<CompletableFuture<Boolean>> ends =
        intake.take(messages.stream().map(Taken::objects).toList());
    for (int i = 0; i < ends.size(); i++) {
      HeldMessage message = messages.get(i).message();
      var unused =
          ends.get(i)
              .whenComplete((settled, failure) -> finished(message, failure == null && settled));
    }
  }

  private void finished(HeldMessage message, boolean settled) {
    if (!message.finish()) {
      return;
    }
    if (settled) {
      deleter.delete(message);
    } else if (pollers.isStopped()) {
      unfinished.add(message);
    } else {
      held.remove(message.id(), message);
      events.comesAgain("object_left");
    }
  }
}
