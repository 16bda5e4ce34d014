package dev.weir.e2e;

import dev.weir.lab.Eventually;
import dev.weir.lab.Lab;
import dev.weir.lab.StoredObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A bucket, a queue, weir and, where there is one, Fluent Bit, wired as on a host. */
public final class Pipeline implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final Duration START = Duration.ofMinutes(1);

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
  private final URI wayToOpenSearch;
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
    this.queue =
        lab.createQueue(
            name, options.visibility(), deadLetterQueue, options.surroundings().receipts());
    this.transport = Transport.of(options, folder);
    this.metricsPort = freePort();
    Detours detours = options.surroundings().detours();
    this.wayToOpenSearch = detours.toOpenSearch(lab.openSearch().endpoint());
    this.config =
        Files.writeString(
            folder.resolve("weir.yaml"),
            new WeirYaml(lab, options)
                .write(bucket, queue, transport, fluentBitStorage(), wayToOpenSearch, metricsPort));
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
  public StoredObject put(String key, byte[] bytes) {
    return lab.put(bucket, key, bytes, queue);
  }

  /** How many messages the queue holds, received ones among them. */
  public int messages() {
    return messages(queue);
  }

  /** How many messages were received too often. */
  public int deadLetterMessages() {
    return messages(deadLetterQueue);
  }

  private int messages(String queue) {
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

  /** Where it keeps its configurations and logs. */
  public Path folder() {
    return folder;
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

  /** Starts weir, anew after it was killed, and returns when it can do its work. */
  public void startWeir() {
    launchWeir();
    Eventually.until(START, weir()::isReady, () -> "weir is not ready:\n" + weir().tail());
  }

  /** Starts weir, anew after it was killed, and returns when it lives: OpenSearch may be away. */
  public void launchWeir() {
    weir =
        WeirProcess.start(
            config,
            metricsPort,
            options.jvmArguments(),
            options.surroundings().weirEnvironment(),
            folder.resolve("weir.log"));
  }

  /** Starts Fluent Bit, anew after it was killed. */
  public void startFluentBit() {
    Path log = folder.resolve("fluent-bit.log");
    Map<String, String> environment = new HashMap<>(transport.environment());
    environment.put("WEIR_FLUENT_BIT_STORAGE", fluentBitStorage().toString());
    GuardedProcess process =
        GuardedProcess.start("Fluent Bit", fluentBitCommand(), environment, log);
    Eventually.until(
        START,
        () -> transport.fluentBitListens() || !process.isAlive(),
        () -> "Fluent Bit does not listen:\n" + process.tail());
    if (!process.isAlive()) {
      throw new IllegalStateException("Fluent Bit ended at its start:\n" + process.tail());
    }
    fluentBit = process;
  }

  private List<String> fluentBitCommand() {
    List<String> command = new ArrayList<>(options.surroundings().fluentBitPrefix());
    command.add(options.fluentBit().orElseThrow().program().toString());
    command.add("-c");
    command.add(folder.resolve("fluent-bit/fluent-bit.conf").toString());
    return command;
  }

  /** Where Fluent Bit keeps what it has acknowledged. */
  public Path fluentBitStorage() {
    return options
        .surroundings()
        .fluentBitStorage()
        .orElseGet(() -> folder.resolve("fluent-bit-storage"));
  }

  /** Takes the configuration that ships, with the filters of the options. */
  private void configureFluentBit() throws IOException {
    Path conf = folder.resolve("fluent-bit");
    copy(shippedConfiguration(), conf);
    Files.writeString(conf.resolve("conf.d/filters.conf"), options.filters());
    Path main = conf.resolve("fluent-bit.conf");
    Files.writeString(main, transport.in(Files.readString(main)));
  }

  /** Ends Fluent Bit as a power cut would. */
  public void killFluentBit() {
    if (fluentBit != null) {
      fluentBit.kill();
    }
  }

  /** Fluent Bit's last lines; empty where there is none. */
  public Optional<String> fluentBitTail() {
    return Optional.ofNullable(fluentBit).map(GuardedProcess::tail);
  }

  /** Whether Fluent Bit runs. */
  public boolean isFluentBitAlive() {
    return fluentBit != null && fluentBit.isAlive();
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
  static Path shippedConfiguration() {
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

  /**
   * A port below those that the system gives to outgoing connections: none of them can take it
   * while weir is down.
   */
  private static int freePort() throws IOException {
    for (int attempt = 0; attempt < 100; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(10_000, 20_000);
      try (ServerSocket socket = new ServerSocket()) {
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return port;
      } catch (BindException taken) {
        // The next one.
      }
    }
    throw new IOException("no free port from 10000 to 19999");
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
