package dev.weir.deploy.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.deploy.DebianRoot;
import dev.weir.deploy.Tool;
import dev.weir.lab.Eventually;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A host that systemd booted in namespaces of its own: its files are a layer in memory above a
 * Debian root, its processes end with it, its network is that of the machine. Needs root.
 */
public final class BootedHost implements AutoCloseable {
  private static final Duration BOOT_LIMIT = Duration.ofSeconds(60);
  private static final Path CGROUPS = cgroups();

  /** The group is then the root of all that the host sees of groups. */
  private static final String ENTER_CGROUP = "echo $$ >\"$1/cgroup.procs\" && shift && exec \"$@\"";

  private final Path work;
  private final Path cgroup;
  private final Process outer;
  private final long systemd;

  private BootedHost(Path work, Path cgroup, Process outer, long systemd) {
    this.work = work;
    this.cgroup = cgroup;
    this.outer = outer;
    this.systemd = systemd;
  }

  /** Boots one on a clean Debian. Skips the test where root, debootstrap or nsenter is missing. */
  public static BootedHost boot(Path work) {
    return boot(DebianRoot.base(), work, Map.of());
  }

  /**
   * Boots one.
   *
   * @param root stays as it is
   * @param work an empty folder
   * @param shown folders of the machine by where the host sees them, read-only
   */
  public static BootedHost boot(Path root, Path work, Map<String, Path> shown) {
    Tool.named("nsenter");
    Tool.named("unshare");
    assumeTrue(Files.isDirectory(CGROUPS), "no cgroup2 is mounted");
    try {
      Path cgroup = Files.createTempDirectory(CGROUPS, "weir-host-");
      Path script = work.resolve("boot.sh");
      try (InputStream text =
          Objects.requireNonNull(BootedHost.class.getResourceAsStream("boot.sh"))) {
        Files.copy(text, script);
      }
      List<String> command =
          new ArrayList<>(
              List.of(
                  "sh",
                  "-c",
                  ENTER_CGROUP,
                  "sh",
                  cgroup.toString(),
                  "unshare",
                  "--mount",
                  "--pid",
                  "--uts",
                  "--ipc",
                  "--cgroup",
                  "--fork",
                  "--kill-child=KILL",
                  "bash",
                  script.toString(),
                  root.toString(),
                  work.toString()));
      shown.forEach((inside, outside) -> command.addAll(List.of(outside.toString(), inside)));
      Process outer =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(work.resolve("boot.log").toFile())
              .start();
      BootedHost host = new BootedHost(work, cgroup, outer, first(outer, work));
      boolean up = false;
      try {
        Eventually.until(BOOT_LIMIT, host::isUp, () -> "boot: " + host.log());
        up = true;
        return host;
      } finally {
        if (!up) {
          host.close();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot boot a host", e);
    }
  }

  private static Path cgroups() {
    Path beside = Path.of("/sys/fs/cgroup/unified");
    return Files.isDirectory(beside) ? beside : Path.of("/sys/fs/cgroup");
  }

  /** The first process inside, by its number out here. */
  private static long first(Process outer, Path work) {
    Eventually.until(
        BOOT_LIMIT,
        () -> outer.children().findFirst().isPresent(),
        () -> "unshare ended: " + read(work.resolve("boot.log")));
    return outer.children().findFirst().orElseThrow().pid();
  }

  private boolean isUp() {
    if (!outer.isAlive()) {
      throw new IllegalStateException("the host ended: " + read(work.resolve("boot.log")));
    }
    String state = run("systemctl", "is-system-running").output().strip();
    return state.endsWith("running") || state.endsWith("degraded");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Runs a program inside, as root. */
  public Tool.Finished run(String... command) {
    List<String> line =
        new ArrayList<>(
            List.of(
                "--target",
                Long.toString(systemd),
                "--mount",
                "--pid",
                "--uts",
                "--ipc",
                "--cgroup",
                "--root",
                "--wd",
                "/usr/bin/env",
                "-i",
                "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
                "LC_ALL=C.UTF-8"));
    line.addAll(List.of(command));
    return Tool.named("nsenter").run(Path.of("/"), Map.of(), line);
  }

  /** The same, for a command that must succeed; what it printed. */
  public String must(String... command) {
    Tool.Finished finished = run(command);
    assertEquals(0, finished.code(), () -> List.of(command) + ": " + finished.output() + log());
    return finished.output();
  }

  /** A file inside, by its path there; it can be read and written from out here. */
  public Path file(String path) {
    return Path.of("/proc/" + systemd + "/root" + path);
  }

  /** Writes a file inside that everybody there may read. */
  public void write(String path, String content) {
    try {
      Path file = file(path);
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + path + " in the host", e);
    }
  }

  /** A property of a unit, as {@code systemctl show} has it. */
  public String property(String unit, String name) {
    return must("systemctl", "show", "--property=" + name, "--value", unit).strip();
  }

  /** The end of the host's journal. */
  public String log() {
    return run("journalctl", "--no-pager", "--lines=200").output();
  }

  /** Kills what runs inside, and removes what the host wrote. */
  @Override
  public void close() {
    try {
      if (Files.exists(cgroup.resolve("cgroup.kill"))) {
        Files.writeString(cgroup.resolve("cgroup.kill"), "1");
      } else {
        ProcessHandle.of(systemd).ifPresent(ProcessHandle::destroyForcibly);
      }
      if (!outer.waitFor(30, TimeUnit.SECONDS)) {
        outer.destroyForcibly();
      }
      removeCgroup();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot end the host", e);
    } catch (InterruptedException e) {
      outer.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** A group is removed when its last process is gone for good, which takes the kernel a moment. */
  private void removeCgroup() throws IOException {
    List<Path> groups;
    try (Stream<Path> below = Files.walk(cgroup)) {
      groups = below.filter(Files::isDirectory).sorted(Comparator.reverseOrder()).toList();
    }
    for (Path group : groups) {
      Eventually.until(() -> removed(group), () -> "cannot remove " + group);
    }
  }

  private static boolean removed(Path group) {
    try {
      Files.deleteIfExists(group);
      return true;
    } catch (IOException busy) {
      return false;
    }
  }
}
