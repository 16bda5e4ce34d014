package dev.weir.lab;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * An AWS on loopback: OpenSearch in one process, S3 and SQS in another, all on free ports, data in
 * a temporary folder. {@link #close()} ends the processes and removes the folder; so does a
 * shutdown hook, and if this process is killed, the servers notice and go, and the next start
 * sweeps what they had to leave. Further accounts ({@link #accounts()}) are a process of their own,
 * started when first asked for. Thread-safe.
 */
public final class Lab implements AutoCloseable {
  private static final String REGION = "us-east-1";
  private static final String ACCOUNT = "000000000000";
  private static final String ACCESS_KEY = "weir-lab-access-key";
  private static final String SECRET_KEY = "weir-lab-secret-key";

  private final RunFolder folder;
  private final List<ServerProcess> servers;
  private final ServerProcess awsProcess;
  private final Duration startTimeout;
  private final OpenSearchServer openSearch;
  private final AwsEndpoint s3;
  private final AwsEndpoint sqs;
  private final S3Client s3Client;
  private final SqsClient sqsClient;
  private final Thread shutdownHook;
  private @Nullable AwsAccounts accounts;
  private final AtomicLong puts = new AtomicLong(Instant.now().toEpochMilli() << 20);

  private Lab(
      RunFolder folder, List<ServerProcess> servers, Duration startTimeout, Thread shutdownHook) {
    this.folder = folder;
    this.servers = servers;
    this.awsProcess = servers.getLast();
    this.startTimeout = startTimeout;
    this.openSearch = new OpenSearchServer(servers.getFirst(), startTimeout);
    this.s3 = endpoint(awsProcess.port("s3"));
    this.sqs = endpoint(awsProcess.port("sqs"));
    this.s3Client =
        S3Client.builder()
            .endpointOverride(s3.endpoint())
            .forcePathStyle(true)
            .region(Region.of(REGION))
            .credentialsProvider(credentials())
            .httpClientBuilder(Apache5HttpClient.builder())
            .build();
    this.sqsClient =
        SqsClient.builder()
            .endpointOverride(sqs.endpoint())
            .region(Region.of(REGION))
            .credentialsProvider(credentials())
            .httpClientBuilder(Apache5HttpClient.builder())
            .build();
    this.shutdownHook = shutdownHook;
  }

  /** Starts with {@link LabOptions#defaults()}. */
  public static Lab start() {
    return start(LabOptions.defaults());
  }

  /**
   * Starts all servers side by side and returns when they serve.
   *
   * @throws LabException if one does not; nothing is left behind then
   */
  public static Lab start(LabOptions options) {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    RunFolder.sweep(temporary);
    RunFolder folder = RunFolder.create(temporary);
    List<ServerProcess> servers = new CopyOnWriteArrayList<>();
    Thread hook = new Thread(() -> end(folder, servers), "lab-shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      Path openSearch = folder.path().resolve("opensearch");
      Path aws = folder.path().resolve("aws");
      servers.add(new ServerProcess(JavaServer.openSearch(options, openSearch), openSearch));
      servers.add(
          new ServerProcess(
              JavaServer.aws(options, aws, REGION, ACCOUNT, ACCESS_KEY, SECRET_KEY), aws));
      ServerProcess.startTogether(servers, options.startTimeout());
      return new Lab(folder, servers, options.startTimeout(), hook);
    } catch (RuntimeException e) {
      servers.forEach(ServerProcess::kill);
      folder.close();
      removeHook(hook);
      throw e;
    }
  }

  public OpenSearchServer openSearch() {
    return openSearch;
  }

  public AwsEndpoint s3() {
    return s3;
  }

  public AwsEndpoint sqs() {
    return sqs;
  }

  /** The process that serves S3 and SQS, for who wants to see it or send it a signal. */
  public ProcessHandle awsProcess() {
    return awsProcess.handle().toHandle();
  }

  /** A client of {@link #s3()}, shared and closed with the lab. */
  public S3Client s3Client() {
    return s3Client;
  }

  /** A client of {@link #sqs()}, shared and closed with the lab. */
  public SqsClient sqsClient() {
    return sqsClient;
  }

  /**
   * Several accounts, with what S3 and SQS of this lab lack. The first call starts their server,
   * which takes some 3 s, and on a machine that has not run it before some 30 s more.
   *
   * @throws LabException if it does not serve; the message says what to install if that is why
   */
  public synchronized AwsAccounts accounts() {
    AwsAccounts started = accounts;
    if (started == null) {
      Path home = folder.path().resolve("accounts");
      ServerProcess server = new ServerProcess(new PythonServer("accounts", home), home);
      servers.add(server);
      server.start(startTimeout);
      started = new AwsAccounts(endpoint(server.port("aws")), server.handle().toHandle());
      accounts = started;
    }
    return started;
  }

  /** All that this lab has on disk. */
  public Path folder() {
    return folder.path();
  }

  public void createBucket(String bucket) {
    s3Client.createBucket(request -> request.bucket(bucket));
  }

  /**
   * Creates a queue and returns its URL.
   *
   * @param visibilityTimeout whole seconds
   */
  public String createQueue(String name, Duration visibilityTimeout) {
    return createQueue(name, attributes(visibilityTimeout));
  }

  /**
   * Creates a queue whose messages move to another one when they were received too often, and
   * returns its URL.
   *
   * @param visibilityTimeout whole seconds
   * @param maxReceiveCount receipts that leave a message in this queue
   */
  public String createQueue(
      String name, Duration visibilityTimeout, String deadLetterQueueUrl, int maxReceiveCount) {
    String deadLetterArn =
        sqsClient
            .getQueueAttributes(
                request ->
                    request
                        .queueUrl(deadLetterQueueUrl)
                        .attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN);
    String redrive =
        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"%d\"}"
            .formatted(deadLetterArn, maxReceiveCount);
    var attributes = new HashMap<>(attributes(visibilityTimeout));
    attributes.put(QueueAttributeName.REDRIVE_POLICY, redrive);
    return createQueue(name, attributes);
  }

  /** Puts an object and tells nobody. */
  public StoredObject put(String bucket, String key, byte[] content) {
    PutObjectResponse response =
        s3Client.putObject(
            request -> request.bucket(bucket).key(key), RequestBody.fromBytes(content));
    return new StoredObject(
        bucket,
        key,
        content.length,
        response.eTag().replace("\"", ""),
        response.versionId(),
        Instant.now(),
        String.format(Locale.ROOT, "%018X", puts.incrementAndGet()));
  }

  /** Puts an object and sends the message that S3 would send to the queue. */
  public StoredObject put(String bucket, String key, byte[] content, String queueUrl) {
    StoredObject object = put(bucket, key, content);
    send(queueUrl, S3EventMessages.created(REGION, object));
    return object;
  }

  /** Sends a message body as it is. */
  public void send(String queueUrl, String body) {
    sqsClient.sendMessage(request -> request.queueUrl(queueUrl).messageBody(body));
  }

  /** Ends the servers and removes their data. Safe to call twice. */
  @Override
  public void close() {
    if (!removeHook(shutdownHook)) {
      return;
    }
    s3Client.close();
    sqsClient.close();
    end(folder, servers);
  }

  private static void end(RunFolder folder, List<ServerProcess> servers) {
    List<Thread> ends =
        servers.stream().map(server -> Thread.ofPlatform().daemon().start(server::end)).toList();
    try {
      for (Thread end : ends) {
        end.join();
      }
    } catch (InterruptedException e) {
      servers.forEach(ServerProcess::kill);
      Thread.currentThread().interrupt();
    }
    folder.close();
  }

  private static boolean removeHook(Thread hook) {
    try {
      return Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyShuttingDown) {
      return false;
    }
  }

  private String createQueue(String name, Map<QueueAttributeName, String> attributes) {
    return sqsClient
        .createQueue(request -> request.queueName(name).attributes(attributes))
        .queueUrl();
  }

  private static Map<QueueAttributeName, String> attributes(Duration visibilityTimeout) {
    return Map.of(
        QueueAttributeName.VISIBILITY_TIMEOUT, Long.toString(visibilityTimeout.toSeconds()));
  }

  private static AwsEndpoint endpoint(int port) {
    return new AwsEndpoint(URI.create("http://127.0.0.1:" + port), REGION, ACCESS_KEY, SECRET_KEY);
  }

  private static StaticCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY));
  }
}
