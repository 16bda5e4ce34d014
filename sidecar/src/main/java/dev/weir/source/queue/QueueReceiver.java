package dev.weir.source.queue;

import dev.weir.thread.Backoff;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
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
  private static final Backoff BACKOFF =
      Backoff.spread(Duration.ofMillis(500), Duration.ofSeconds(30));

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
  private volatile boolean receiving = true;

  /**
   * How long the message that was received last had waited; zero where the last poll received none.
   */
  private volatile @Nullable Duration lastAge;

  private boolean polling;
  private boolean handedBack;
  private @Nullable Thread receiveThread;

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
    receiveThread =
        Thread.ofVirtual().name("weir-sqs-receive-" + settings.name()).start(this::receive);
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

  /**
   * Takes no more messages; those held stay held. A poll that is under way goes on: if it were cut
   * off, SQS might still give it what is handed back meanwhile, and hide that.
   */
  public synchronized void stopReceiving() {
    receiving = false;
    if (!polling) {
      interruptReceiving();
    }
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
    Thread thread = receiveThread;
    return held.isEmpty() && (!handedBack || thread == null || !thread.isAlive());
  }

  /** Ends all threads and makes what is still held visible again. Returns how many those were. */
  public int close() {
    stopReceiving();
    interruptReceiving();
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

  private void receive() {
    int failures = 0;
    try {
      while (receiving) {
        intake.awaitRoom();
        try {
          List<Message> messages = poll();
          if (messages.isEmpty()) {
            lastAge = Duration.ZERO;
          }
          messages.forEach(this::received);
          failures = 0;
        } catch (RuntimeException e) {
          if (!receiving || Thread.interrupted()) {
            return;
          }
          events.receiveFailed(e);
          BACKOFF.sleep(++failures);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Message> poll() {
    synchronized (this) {
      if (!receiving) {
        return List.of();
      }
      polling = true;
    }
    try {
      return calls.receive();
    } finally {
      synchronized (this) {
        polling = false;
      }
    }
  }

  private void interruptReceiving() {
    Thread thread = receiveThread;
    if (thread != null) {
      thread.interrupt();
    }
  }

  private void received(Message message) {
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
      return;
    }
    HeldMessage fresh =
        new HeldMessage(message.messageId(), message.receiptHandle(), now, extendAt);
    switch (parser.parse(message.body())) {
      case Notification.Objects(List<NotifiedObject> created) -> objects(fresh, created);
      case Notification.Nothing(String kind) -> {
        events.withoutObject(kind);
        objects(fresh, List.of());
      }
      case Notification.Other(String reason, String detail) ->
          events.refused(fresh.id(), reason, detail);
    }
  }

  private void objects(HeldMessage message, List<NotifiedObject> created) {
    String refusal = intake.refuse(created);
    if (refusal != null) {
      events.refused(message.id(), refusal, created.getFirst().bucket());
      return;
    }
    held.put(message.id(), message);
    var unused =
        intake
            .take(created)
            .whenComplete((settled, failure) -> finished(message, failure == null && settled));
  }

  private void finished(HeldMessage message, boolean settled) {
    if (!message.finish()) {
      return;
    }
    if (settled) {
      deleter.delete(message);
    } else if (!receiving) {
      unfinished.add(message);
    } else {
      held.remove(message.id(), message);
      events.comesAgain("object_left");
    }
  }
}
