package dev.weir.pack;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The trimmed Java that a package brings, made by jlink. */
final class JavaRuntime {
  /**
   * What Weir's classes and libraries use, and what they reach by name: elliptic curves and zip
   * files come by services, names of hosts by JNDI, and jcmd and flight recordings are for the
   * operator. java.desktop is for java.beans, which the reader of user agents loads.
   */
  static final List<String> MODULES =
      List.of(
          "java.base",
          "java.desktop",
          "java.logging",
          "java.management",
          "java.naming",
          "java.net.http",
          "java.security.jgss",
          "java.security.sasl",
          "java.sql",
          "java.xml",
          "jdk.crypto.ec",
          "jdk.jcmd",
          "jdk.jfr",
          "jdk.management",
          "jdk.naming.dns",
          "jdk.net",
          "jdk.unsupported",
          "jdk.zipfs");

  private JavaRuntime() {}

  /**
   * Makes one in {@code target}.
   *
   * @param jdk the JDK whose runtime it becomes, or null for this one
   */
  static void link(Architecture architecture, @Nullable Path jdk, Path target) throws IOException {
    Path own = Path.of(System.getProperty("java.home"));
    Path source = jdk == null ? own : jdk;
    String version = release(source, "JAVA_VERSION");
    String ownVersion = release(own, "JAVA_VERSION");
    boolean runsHere = Architecture.ofThisMachine().filter(architecture::equals).isPresent();
    if (jdk == null && !runsHere) {
      throw new PackagingException(
          "no runtime for %s can be made on this %s machine: jlink takes it from a JDK for %s. Name the folder of one, version %s with its jmods, with --jdk, or run ./weir package on a machine with %s"
              .formatted(
                  architecture,
                  System.getProperty("os.arch"),
                  architecture,
                  ownVersion,
                  architecture));
    }
    Architecture given = Architecture.named(release(source, "OS_ARCH")).orElse(null);
    if (given != architecture) {
      throw new PackagingException(
          "%s is a JDK for %s, and the package is for %s: name a JDK for %s with --jdk"
              .formatted(source, release(source, "OS_ARCH"), architecture, architecture));
    }
    if (!runsHere && !Files.isDirectory(source.resolve("jmods"))) {
      throw new PackagingException(
          "%s has no folder jmods, from which another machine could make a runtime: take a JDK that has one, or run ./weir package on a machine with %s"
              .formatted(source, architecture));
    }
    if (!runsHere && !version.equals(ownVersion)) {
      throw new PackagingException(
          "%s is Java %s, and jlink of Java %s makes runtimes of its own version alone: name a JDK %s with --jdk"
              .formatted(source, version, ownVersion, ownVersion));
    }
    run(runsHere ? source : own, runsHere ? null : source.resolve("jmods"), target);
  }

  private static void run(Path jdk, @Nullable Path jmods, Path target) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(jdk.resolve("bin/jlink").toString());
    if (jmods != null) {
      command.addAll(List.of("--module-path", jmods.toString()));
    }
    command.addAll(
        List.of(
            "--add-modules",
            String.join(",", MODULES),
            "--strip-java-debug-attributes",
            "--no-header-files",
            "--no-man-pages",
            "--compress",
            "zip-6",
            // For windows and fonts: nothing of it is loaded, and it asks for libraries of X11.
            "--exclude-files",
            "glob:/java.desktop/lib/**",
            "--output",
            target.toString()));
    Program.Finished finished = Program.run(jdk, command);
    if (finished.code() != 0) {
      throw new PackagingException(
          "jlink of %s failed: %s".formatted(jdk, finished.output().strip()));
    }
  }

  /** A value of a JDK's release file. */
  private static String release(Path jdk, String key) throws IOException {
    Path file = jdk.resolve("release");
    if (!Files.isReadable(file)) {
      throw new PackagingException(jdk + " has no file 'release', so it is no JDK: check --jdk");
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return properties.getProperty(key, "unknown").replace("\"", "");
  }
}
