package dev.weir.lab;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** A server of this build, in a JVM of its own. */
final class JavaServer implements ServerCommand {
  private final ServerProgram program;
  private final List<String> jvmFlags;
  private final Path home;
  private final StartCache cache;
  private final Arguments arguments;

  /** The arguments of the next start, given the ports that an earlier one got. */
  private interface Arguments {
    List<String> after(Map<String, Integer> earlierPorts);
  }

  private JavaServer(ServerProgram program, List<String> jvmFlags, Path home, Arguments arguments) {
    this.program = program;
    this.jvmFlags = jvmFlags;
    this.home = home;
    this.cache = StartCache.open(program, jvmFlags, home);
    this.arguments = arguments;
  }

  static JavaServer openSearch(LabOptions options, Path home) {
    List<String> flags = flags(options, options.openSearchHeapMib());
    flags.add("--add-modules=jdk.incubator.vector");
    return new JavaServer(
        ServerProgram.openSearch(),
        flags,
        home,
        ports -> {
          Integer port = ports.get("http");
          return List.of(home.toString(), port == null ? portRange() : port.toString());
        });
  }

  /** S3 and SQS for one account. */
  static JavaServer aws(
      LabOptions options,
      Path home,
      String region,
      String account,
      String accessKey,
      String secretKey) {
    List<String> flags = flags(options, options.awsHeapMib());
    // Pekko's mailboxes still use it.
    flags.add("--sun-misc-unsafe-memory-access=allow");
    return new JavaServer(
        ServerProgram.aws(),
        flags,
        home,
        ports -> List.of(home.toString(), region, account, accessKey, secretKey));
  }

  @Override
  public String name() {
    return program.name();
  }

  @Override
  public List<String> line(Map<String, Integer> earlierPorts) {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(jvmFlags);
    line.addAll(cache.flags());
    line.add("-Djava.io.tmpdir=" + home.resolve("tmp"));
    line.add("-XX:ErrorFile=" + home.resolve("hs_err.log"));
    line.add("-cp");
    line.add(cache.jar() + File.pathSeparator + program.libraries());
    line.add(program.mainClass());
    line.addAll(arguments.after(earlierPorts));
    return line;
  }

  @Override
  public boolean wantsOrderlyEnd() {
    return cache.wantsArchive();
  }

  @Override
  public void endedInOrder() {
    cache.keepArchive();
  }

  private static List<String> flags(LabOptions options, int heapMib) {
    List<String> flags = new ArrayList<>();
    flags.add("-Xmx" + heapMib + "m");
    flags.add("-XX:+UseSerialGC");
    if (options.fastStart()) {
      flags.add("-XX:TieredStopAtLevel=1");
    }
    flags.add("-XX:-UsePerfData");
    // A server out of memory answers some requests and hangs on others: better none at all.
    flags.add("-XX:+ExitOnOutOfMemoryError");
    // Stdout is for the line with the ports.
    flags.add("-Xlog:disable");
    flags.add("-Xlog:all=error:stderr");
    flags.add("-XX:+DisplayVMOutputToStderr");
    flags.add("--enable-native-access=ALL-UNNAMED");
    return flags;
  }

  /**
   * Below the ports that the system gives to outgoing connections: while the server is down, none
   * of them can take its port, nor can a client that retries it connect to itself.
   */
  private static String portRange() {
    int first = 20_000 + 100 * ThreadLocalRandom.current().nextInt(100);
    return first + "-" + (first + 99);
  }
}
