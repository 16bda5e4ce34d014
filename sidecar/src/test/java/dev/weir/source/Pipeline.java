package dev.weir.source;

import dev.weir.account.Frame;
import dev.weir.account.StampKey;
import dev.weir.account.StampKind;
import dev.weir.account.StampReader;
import dev.weir.lab.Lab;
import dev.weir.settings.AwsAccess;
import dev.weir.source.after.AfterSettlement;
import dev.weir.source.queue.QueueSettings;
import dev.weir.source.resend.FluentBitSettings;
import dev.weir.source.send.ForwardPeer;
import dev.weir.source.send.ForwardSettings;
import dev.weir.source.send.ReceivedEntry;
import dev.weir.source.send.ReceivedFrame;
import dev.weir.type.LogTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * A source on the lab's S3 and SQS, before a forward server that settles what it acknowledges, as
 * the sidecar will.
 */
final class Pipeline implements AutoCloseable {
  static final StampKey KEY = StampKey.fromSecret("test".getBytes(StandardCharsets.UTF_8));

  final Lab lab;
  final String bucket;
  final String queueUrl;
  final MemoryLedger ledger = new MemoryLedger();
  final CountingObserver observer = new CountingObserver();
  final ForwardPeer peer;
  LongSupplier clock = System::nanoTime;
  private final List<S3Source> sources = new ArrayList<>();

  Pipeline(Lab lab, String name, Duration visibility) throws IOException {
    this.lab = lab;
    this.bucket = name;
    lab.createBucket(name);
    this.queueUrl = lab.createQueue(name, visibility);
    this.peer = new ForwardPeer(0, null);
    peer.behave(
        frame -> {
          settle(frame);
          return ForwardPeer.Answer.ACK;
        });
  }

  SourceSettings settings(Duration visibility) {
    return settings(visibility, s3Access());
  }

  SourceSettings settings(Duration visibility, AwsAccess s3) {
    AwsAccess sqs =
        new AwsAccess(lab.sqs().region(), lab.sqs().endpoint(), false, null, null, null);
    return settings(
        new QueueSettings("objects", queueUrl, sqs, visibility, Duration.ofSeconds(1)),
        BucketSettings.of(bucket, s3));
  }

  /** With a queue and a bucket of the test's own. */
  SourceSettings settings(QueueSettings queue, BucketSettings bucket) {
    SourceSettings settings =
        SourceSettings.of(
            List.of(queue), List.of(bucket), ForwardSettings.of(peer.address(), null));
    return SourceSettingsBuilder.from(settings)
        .objectAttempts(2)
        // Clocks of tests leap; only what is sent again on purpose shall be.
        .fluentBit(new FluentBitSettings(null, Duration.ofDays(7), false))
        .drain(Duration.ofSeconds(2))
        .build();
  }

  /** With one bucket's entry changed. */
  SourceSettings settings(Duration visibility, BucketSettings bucket) {
    return SourceSettingsBuilder.from(settings(visibility)).buckets(bucket).build();
  }

  /** The whole bucket, with what is done to settled objects. */
  BucketSettings bucket(String prefix, AfterSettlement after) {
    return new BucketSettings(
        bucket,
        prefix.isEmpty() ? List.of() : List.of(prefix),
        null,
        s3Access(),
        List.of(),
        List.of(),
        List.of(),
        after,
        null);
  }

  /** The object's keys that lie in the bucket now. */
  List<String> keys() {
    return lab.s3Client().listObjectsV2(request -> request.bucket(bucket)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  AwsAccess s3Access() {
    return s3Access(lab.s3().endpoint());
  }

  AwsAccess s3Access(URI endpoint) {
    return new AwsAccess(lab.s3().region(), endpoint, true, null, null, null);
  }

  S3Source start() {
    return start(settings(Duration.ofSeconds(30)), settings -> settings);
  }

  S3Source start(SourceSettings settings, UnaryOperator<SourceSettings> change) {
    return start(change.apply(settings), credentials());
  }

  /** As somebody whom the queue lets in, and S3 does not. */
  S3Source startAsNobody(SourceSettings settings) {
    return start(settings, AnonymousCredentialsProvider.create());
  }

  private S3Source start(SourceSettings settings, AwsCredentialsProvider credentials) {
    S3Source source = open(settings, credentials);
    sources.add(source);
    source.start();
    return source;
  }

  private S3Source open(SourceSettings settings, AwsCredentialsProvider credentials) {
    try {
      return new S3Source(
          settings,
          LogTypes.shipped(),
          ledger,
          KEY,
          observer,
          credentials,
          new SecureRandom(),
          clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  StaticCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(lab.s3().accessKey(), lab.s3().secretKey()));
  }

  /** Settles every record of a frame, verifying its stamps, its count and its trailer. */
  void settle(ReceivedFrame frame) {
    StampReader stamps = new StampReader(KEY);
    int last = frame.entries().size() - 1;
    for (int i = 0; i <= last; i++) {
      byte[] stamp = frame.entries().get(i).stamp();
      if (!stamps.read(stamp, 0, stamp.length)) {
        throw new AssertionError("a stamp that does not verify");
      }
      Frame told = stamps.frame();
      boolean trailer = stamps.kind() == StampKind.TRAILER;
      if (trailer != (i == last)
          || told.count() != last
          || frame.size() != last + 1
          || stamps.ordinal() != told.first() + i) {
        throw new AssertionError("entry " + i + " of " + last + " says " + told);
      }
      if (!trailer) {
        ledger.settle(told.object(), stamps.ordinal());
      }
    }
  }

  /** The records that arrived, without trailers. */
  List<ReceivedEntry> records() {
    return peer.frames().stream()
        .flatMap(frame -> frame.entries().subList(0, frame.entries().size() - 1).stream())
        .toList();
  }

  /** Messages in the queue, hidden ones too. */
  int messagesInQueue() {
    var attributes =
        lab.sqsClient()
            .getQueueAttributes(
                request -> request.queueUrl(queueUrl).attributeNames(QueueAttributeName.ALL))
            .attributes();
    return Integer.parseInt(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
        + Integer.parseInt(
            attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
  }

  @Override
  public void close() throws IOException {
    sources.forEach(S3Source::close);
    peer.close();
  }
}
