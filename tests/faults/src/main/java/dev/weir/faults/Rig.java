package dev.weir.faults;

import dev.weir.e2e.AlertReceiver;
import dev.weir.e2e.Detours;
import dev.weir.e2e.FluentBit;
import dev.weir.e2e.Pipeline;
import dev.weir.e2e.PipelineOptions;
import dev.weir.e2e.Surroundings;
import dev.weir.lab.Lab;
import dev.weir.lab.LabOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A pipeline on the lab with a proxy on each of its ways, a disk and a clock of its own. */
final class Rig implements AutoCloseable {
  /** Half a minute less than weir would have in earnest, so that the source meets its bounds. */
  static final Duration VISIBILITY = Duration.ofSeconds(10);

  static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(2);

  /** Budgets that a flood of connections can fill: four chunks of at most 4 MiB at a time. */
  private static final PipelineOptions.Memory SMALL =
      new PipelineOptions.Memory(
          "  budget: 72MiB\n  max_frame: 8MiB",
          "    resend_after: 20s\n  max_record: 2MiB\n  window: 48MiB",
          "  bulk_size: 1MiB\n  bulk_linger: 20ms\n  request_timeout: "
              + REQUEST_TIMEOUT.toSeconds()
              + "s");

  /** From so many records on it pays to have the servers' code compiled well. */
  private static final long LONG_RUN = 200_000;

  private static final Duration START = Duration.ofMinutes(3);
  private static final int RECEIPTS = 1_000;

  /** Of so many messages about alerts one is refused, and has to come again. */
  private static final int REFUSED_MESSAGE = 5;

  private final Lab lab;
  private final Optional<FluentBit> fluentBit;
  private final Path folder;
  private final Ways ways;
  private final AlertReceiver receiver;
  private final @Nullable BufferDisk disk;
  private final @Nullable WeirClock clock;
  private final Pipeline pipeline;

  private Rig(Lab lab, Optional<FluentBit> fluentBit) throws IOException, InterruptedException {
    this.lab = lab;
    this.fluentBit = fluentBit;
    this.folder = Files.createTempDirectory(lab.folder(), "rig");
    this.ways = new Ways(folder);
    AtomicInteger asked = new AtomicInteger();
    this.receiver = new AlertReceiver(() -> asked.incrementAndGet() % REFUSED_MESSAGE == 0);
    this.disk =
        fluentBit.isPresent() && BufferDisk.missing() == null ? BufferDisk.mount(folder) : null;
    this.clock = WeirClock.in(folder);
    Surroundings surroundings =
        new Surroundings(
            ways,
            clock == null ? Map.of() : clock.environment(),
            disk == null ? List.of() : disk.prefix(),
            Optional.ofNullable(disk).map(BufferDisk::inside),
            RECEIPTS);
    this.pipeline =
        Pipeline.start(
            lab,
            PipelineOptions.of(fluentBit)
                .visibility(VISIBILITY)
                .memory(SMALL)
                .config("shutdown:\n  deadline: 5s\n" + Planted.config(folder, receiver))
                .in(surroundings));
  }

  /**
   * Starts all of it; the caller closes it.
   *
   * @param records how many will be put: S3 holds them in memory
   */
  static Rig start(Optional<FluentBit> fluentBit, long records) {
    Lab lab =
        Lab.start(
            LabOptions.defaults()
                .withFastStart(records < LONG_RUN)
                .withStartTimeout(START)
                .withAwsHeapMib((int) Math.min(4_096, 512 + records / 1_500)));
    try {
      return new Rig(lab, fluentBit);
    } catch (IOException e) {
      lab.close();
      throw new UncheckedIOException("cannot set up the pipeline", e);
    } catch (InterruptedException e) {
      lab.close();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (RuntimeException e) {
      lab.close();
      throw e;
    }
  }

  /** The kinds that cannot be had here, each with the reason. */
  Map<FaultKind, String> missing() {
    Map<FaultKind, String> missing = new LinkedHashMap<>();
    if (fluentBit.isEmpty()) {
      for (FaultKind kind :
          List.of(FaultKind.KILL_FLUENT_BIT, FaultKind.FULL_DISK, FaultKind.CORRUPT_CHUNK)) {
        missing.put(kind, "there is no Fluent Bit in this run");
      }
    } else if (disk == null) {
      missing.put(FaultKind.FULL_DISK, String.valueOf(BufferDisk.missing()));
    }
    if (clock == null) {
      missing.put(FaultKind.CLOCK_STEP, "it needs a C compiler and Linux");
    }
    return missing;
  }

  /** The kinds that can. */
  Set<FaultKind> kinds() {
    Set<FaultKind> kinds = EnumSet.allOf(FaultKind.class);
    kinds.removeAll(missing().keySet());
    return kinds;
  }

  Lab lab() {
    return lab;
  }

  Pipeline pipeline() {
    return pipeline;
  }

  AlertReceiver receiver() {
    return receiver;
  }

  Optional<FluentBit> fluentBit() {
    return fluentBit;
  }

  SearchProxy searchProxy() {
    return Ways.started(ways.search);
  }

  /** From weir's source on: to Fluent Bit, or to the sidecar where there is none. */
  StreamProxy sourceProxy() {
    return Ways.started(ways.source);
  }

  /** The last forward connection, to the sidecar. */
  StreamProxy sidecarProxy() {
    return fluentBit.isPresent() ? Ways.started(ways.sidecar) : sourceProxy();
  }

  /** Both forward connections, or the one there is. */
  List<StreamProxy> forwardProxies() {
    return fluentBit.isPresent() ? List.of(sourceProxy(), sidecarProxy()) : List.of(sourceProxy());
  }

  BufferDisk disk() {
    return Ways.started(disk);
  }

  /** Fluent Bit's buffer, as this process sees it. */
  Path fluentBitStorage() {
    return disk == null ? pipeline.folder().resolve("fluent-bit-storage") : disk.outside();
  }

  WeirClock clock() {
    return Ways.started(clock);
  }

  @Override
  public void close() {
    pipeline.close();
    try {
      receiver.close();
      ways.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close a proxy", e);
    } finally {
      if (disk != null) {
        disk.close();
      }
      lab.close();
    }
  }

  /** The proxies, each made when the pipeline asks for its way. */
  private static final class Ways implements Detours, AutoCloseable {
    private final Path folder;
    private @Nullable SearchProxy search;
    private @Nullable StreamProxy source;
    private @Nullable StreamProxy sidecar;

    Ways(Path folder) {
      this.folder = folder;
    }

    @Override
    public URI toOpenSearch(URI real) {
      try {
        SearchProxy proxy = new SearchProxy(real);
        search = proxy;
        return proxy.endpoint();
      } catch (IOException e) {
        throw new UncheckedIOException("no proxy to OpenSearch", e);
      }
    }

    @Override
    public Path fromSource(Path real) {
      Path path = folder.resolve("from-source.sock");
      source = proxy(path, real);
      return path;
    }

    @Override
    public Path fromFluentBit(Path real) {
      Path path = folder.resolve("from-fluent-bit.sock");
      sidecar = proxy(path, real);
      return path;
    }

    @Override
    public void close() throws IOException {
      if (search != null) {
        search.close();
      }
      if (source != null) {
        source.close();
      }
      if (sidecar != null) {
        sidecar.close();
      }
    }

    private static StreamProxy proxy(Path path, Path real) {
      try {
        return new StreamProxy(path, real);
      } catch (IOException e) {
        throw new UncheckedIOException("no proxy to " + real, e);
      }
    }

    static <T> T started(@Nullable T part) {
      if (part == null) {
        throw new IllegalStateException("this run has no such part");
      }
      return part;
    }
  }
}
