package dev.weir.e2e;

import dev.weir.lab.AwsEndpoint;
import dev.weir.lab.Lab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A bucket, a queue, weir and, where there is one, Fluent Bit, wired as on a host. */
public final class Pipeline implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final Duration START = Duration.ofSeconds(20);

  private final Lab lab;
  private final PipelineOptions options;
  private final Path folder;
  private final String bucket;
  private final String deadLetterQueue;
  private final String queue;
  private final Transport transport;
  private final int metricsPort;
  private final Path config;
  private final SearchIndex search;
  private @Nullable GuardedProcess fluentBit;
  private @Nullable WeirProcess weir;

  private Pipeline(Lab lab, PipelineOptions options, Path folder) throws IOException {
    this.lab = lab;
    this.options = options;
    this.folder = folder;
    String name = "weir-" + ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet();
    this.bucket = name;
    lab.createBucket(bucket);
    this.deadLetterQueue = lab.createQueue(name + "-dead", Duration.ofMinutes(1));
    this.queue = lab.createQueue(name, options.visibility(), deadLetterQueue, 3);
    this.transport = Transport.of(options.transport(), folder);
    this.metricsPort = freePort();
    this.config = Files.writeString(folder.resolve("weir.yaml"), yaml());
    this.search = new SearchIndex(lab.openSearch().endpoint());
  }

  /** Sets all up and returns when weir is ready. The caller closes it, and the lab after it. */
  public static Pipeline start(Lab lab, PipelineOptions options) {
    try {
      Pipeline pipeline =
          new Pipeline(lab, options, Files.createTempDirectory(lab.folder(), "pipeline"));
      if (options.fluentBit().isPresent()) {
        pipeline.configureFluentBit();
        pipeline.startFluentBit();
      }
      pipeline.startWeir();
      return pipeline;
    } catch (IOException e) {
      throw new UncheckedIOException("no folder for the pipeline", e);
    }
  }

  /** Puts an object and announces it on the queue. */
  public void put(String key, byte[] bytes) {
    lab.put(bucket, key, bytes, queue);
  }

  /** How many messages the queue holds, received ones among them. */
  public int messages() {
    Map<QueueAttributeName, String> attributes =
        lab.sqsClient()
            .getQueueAttributes(
                request -> request.queueUrl(queue).attributeNames(QueueAttributeName.ALL))
            .attributes();
    return count(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
        + count(attributes, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
  }

  private static int count(
      Map<QueueAttributeName, String> attributes, QueueAttributeName attribute) {
    return Integer.parseInt(attributes.getOrDefault(attribute, "0"));
  }

  /** The bucket that weir watches. */
  public String bucket() {
    return bucket;
  }

  /** The queue that weir reads. */
  public String queue() {
    return queue;
  }

  /** Where the queue puts what was received three times. */
  public String deadLetterQueue() {
    return deadLetterQueue;
  }

  /** weir's configuration file. */
  public Path config() {
    return config;
  }

  /** weir as it runs. */
  public WeirProcess weir() {
    if (weir == null) {
      throw new IllegalStateException("weir is not running");
    }
    return weir;
  }

  /** What OpenSearch holds. */
  public SearchIndex search() {
    return search;
  }

  /** Starts weir, anew after it was killed. */
  public void startWeir() {
    weir =
        WeirProcess.start(config, metricsPort, options.jvmArguments(), folder.resolve("weir.log"));
    Poll.until(START, weir()::isReady, () -> "weir is not ready:\n" + weir().tail());
  }

  /** Starts Fluent Bit, anew after it was killed. */
  public void startFluentBit() {
    Path conf = folder.resolve("fluent-bit");
    Path log = folder.resolve("fluent-bit.log");
    Map<String, String> environment = new HashMap<>(transport.environment());
    environment.put("WEIR_FLUENT_BIT_STORAGE", folder.resolve("fluent-bit-storage").toString());
    GuardedProcess process =
        GuardedProcess.start(
            "Fluent Bit",
            List.of(
                options.fluentBit().orElseThrow().program().toString(),
                "-c",
                conf.resolve("fluent-bit.conf").toString()),
            environment,
            log);
    Poll.until(
        START,
        () -> transport.fluentBitListens() || !process.isAlive(),
        () -> "Fluent Bit does not listen:\n" + process.tail());
    if (!process.isAlive()) {
      throw new IllegalStateException("Fluent Bit ended at its start:\n" + process.tail());
    }
    fluentBit = process;
  }

  /** Takes the configuration that ships, with the filters of the options. */
  private void configureFluentBit() throws IOException {
    Path conf = folder.resolve("fluent-bit");
    copy(shippedConfiguration(), conf);
    Files.writeString(conf.resolve("conf.d/filters.conf"), options.filters());
    Path main = conf.resolve("fluent-bit.conf");
    String files = transport.fluentBitFiles();
    Files.writeString(
        main,
        Files.readString(main)
            .replace("conf.d/inputs.conf", "conf.d/inputs" + files + ".conf")
            .replace("conf.d/outputs.conf", "conf.d/outputs" + files + ".conf"));
  }

  /** Ends Fluent Bit as a power cut would. */
  public void killFluentBit() {
    if (fluentBit != null) {
      fluentBit.kill();
    }
  }

  /** Fluent Bit's CPU time so far; empty where there is none. */
  public Optional<Duration> fluentBitCpu() {
    return Optional.ofNullable(fluentBit).map(GuardedProcess::cpu);
  }

  @Override
  public void close() {
    if (fluentBit != null) {
      fluentBit.close();
    }
    if (weir != null) {
      weir.close();
    }
    search.close();
  }

  /** The folder fluent-bit/ of the checkout that this program was built in. */
  private static Path shippedConfiguration() {
    String root = System.getProperty("weir.root");
    Path start = root == null ? Path.of("").toAbsolutePath() : Path.of(root);
    for (Path at = start; at != null; at = at.getParent()) {
      Path conf = at.resolve("fluent-bit");
      if (Files.exists(conf.resolve("fluent-bit.conf"))) {
        return conf;
      }
    }
    throw new IllegalStateException("no fluent-bit/fluent-bit.conf above " + start);
  }

  /** Where the sidecar listens. */
  public Path sidecarSocket() {
    return Transport.sidecarSocket(folder);
  }

  private String yaml() {
    AwsEndpoint s3 = lab.s3();
    AwsEndpoint sqs = lab.sqs();
    boolean direct = options.fluentBit().isEmpty();
    return """
        host: lab
        fleet_key: lab-lab-lab-lab-lab-lab-lab-lab
        source:
          queues:
            - url: %s
              region: %s
              endpoint: %s
              access_key: %s
              secret_key: %s
              visibility_timeout: %ds
              wait_time: 1s
          buckets:
            - name: %s
              region: %s
              endpoint: %s
              path_style: true
              access_key: %s
              secret_key: %s
          forward_to: %s
        %s
        forward:
          listeners:
            - %s
        %s
        opensearch:
          url: %s
          replicas: 0
          refresh_interval: 1s
        %s
        metrics:
          listen: 127.0.0.1:%d
        %s
        """
        .formatted(
            queue,
            sqs.region(),
            sqs.endpoint(),
            sqs.accessKey(),
            sqs.secretKey(),
            options.visibility().toSeconds(),
            bucket,
            s3.region(),
            s3.endpoint(),
            s3.accessKey(),
            s3.secretKey(),
            direct ? transport.toSidecar() : transport.toFluentBit(),
            options.memory().source(),
            transport.listener(),
            options.memory().forward(),
            lab.openSearch().endpoint(),
            options.memory().opensearch(),
            metricsPort,
            options.config());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }
}
