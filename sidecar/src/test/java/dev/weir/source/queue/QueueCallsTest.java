package dev.weir.source.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.lab.Eventually;
import dev.weir.settings.AwsAccess;
import dev.weir.source.CountingObserver;
import dev.weir.source.aws.AwsClients;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

class QueueCallsTest {
  private static final AwsAccess ACCESS = AwsAccess.inRegion("us-east-1");

  private final QueueSettings settings =
      new QueueSettings("q", "http://q", ACCESS, Duration.ofSeconds(1), Duration.ofSeconds(20));
  private final FailingSqs sqs = new FailingSqs();
  private final QueueCalls calls = new QueueCalls(sqs, settings);
  private final CountingObserver observer = new CountingObserver();
  private final QueueEvents events = new QueueEvents("q", observer, System::nanoTime);
  private final long now = System.nanoTime();
  private final HeldMessage message = new HeldMessage("m", "handle", now, now);

  @Test
  void limitsCallsAndLetsLongPollsLast() {
    try (AwsClients clients = new AwsClients(AnonymousCredentialsProvider.create(), 1)) {
      var limits = clients.sqs(ACCESS).serviceClientConfiguration().overrideConfiguration();
      calls.receive();

      assertEquals(Optional.of(Duration.ofSeconds(5)), limits.apiCallAttemptTimeout());
      assertEquals(Optional.of(Duration.ofSeconds(15)), limits.apiCallTimeout());
      assertEquals(Duration.ofSeconds(30), sqs.pollAttempt);
    }
  }

  @Test
  void goesOnWithHeartbeatsWhateverTheClientThrows() throws Exception {
    Heartbeat heartbeat =
        new Heartbeat(calls, settings, () -> List.of(message), events, System::nanoTime);
    Thread thread = Thread.ofVirtual().start(heartbeat);

    Eventually.until("beats again", () -> sqs.hidden.get() > 1);

    assertEquals(1, observer.count("failed ChangeMessageVisibility"));
    assertTrue(thread.isAlive());
    thread.interrupt();
    thread.join();
  }

  @Test
  void goesOnDeletingWhateverTheClientThrows() throws Exception {
    MessageDeleter deleter = new MessageDeleter(calls, events, gone -> {});
    Thread thread = Thread.ofVirtual().start(deleter);
    deleter.delete(message);

    Eventually.until("deleted", () -> observer.count("deleted") == 1);

    assertEquals(1, observer.count("failed DeleteMessage"));
    assertEquals(2, sqs.deleted.get());
    thread.interrupt();
    thread.join();
  }

  /** Its first call of each kind fails with what is no exception of the SDK. */
  private static final class FailingSqs implements SqsClient {
    private final AtomicInteger hidden = new AtomicInteger();
    private final AtomicInteger deleted = new AtomicInteger();
    private Duration pollAttempt = Duration.ZERO;

    @Override
    public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
      pollAttempt =
          request
              .overrideConfiguration()
              .flatMap(limits -> limits.apiCallAttemptTimeout())
              .orElseThrow();
      return ReceiveMessageResponse.builder().build();
    }

    @Override
    public ChangeMessageVisibilityBatchResponse changeMessageVisibilityBatch(
        ChangeMessageVisibilityBatchRequest request) {
      if (hidden.incrementAndGet() == 1) {
        throw new IllegalStateException("as a test");
      }
      return ChangeMessageVisibilityBatchResponse.builder().build();
    }

    @Override
    public DeleteMessageBatchResponse deleteMessageBatch(DeleteMessageBatchRequest request) {
      if (deleted.incrementAndGet() == 1) {
        throw new IllegalStateException("as a test");
      }
      return DeleteMessageBatchResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return "sqs";
    }

    @Override
    public void close() {}
  }
}
