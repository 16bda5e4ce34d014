package dev.weir.deploy.install;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.deploy.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A .deb with a handful of files, made in a second, for what install.sh does around a package:
 * several versions of it, broken ones, and ones for other machines.
 */
final class TinyPackage {
  private final String name;
  private final String version;
  private final Map<String, String> files = new LinkedHashMap<>();
  private String architecture = "all";

  private TinyPackage(String name, String version) {
    this.name = name;
    this.version = version;
  }

  /**
   * One that is laid out as Weir's: a program whose check refuses a configuration with the word
   * {@code refused-by-VERSION}, a unit, and a file of configuration.
   */
  static TinyPackage weir(String version) {
    TinyPackage made = new TinyPackage("weir", version);
    made.file(
        "/opt/weir/bin/weir",
        """
        #!/bin/sh
        case $1 in
          check) ! grep -n 'refused-by-%s' "$4" || exit 2 ;;
          *) echo 'weir %s' ;;
        esac
        """
            .formatted(version, version));
    made.file(
        "/usr/lib/systemd/system/weir.service",
        """
        [Service]
        ExecStart=/opt/weir/bin/weir run
        [Install]
        WantedBy=multi-user.target
        """);
    made.file("/etc/weir/fluent-bit/fluent-bit.conf", "# shipped with " + version + "\n");
    made.file("/DEBIAN/conffiles", "/etc/weir/fluent-bit/fluent-bit.conf\n");
    return made;
  }

  static TinyPackage named(String name, String version) {
    return new TinyPackage(name, version);
  }

  TinyPackage file(String path, String content) {
    files.put(path, content);
    return this;
  }

  TinyPackage architecture(String changed) {
    architecture = changed;
    return this;
  }

  /** Builds it in {@code folder}, and a SHA256SUMS that names it; returns its file name. */
  String build(Path folder) throws IOException {
    Path tree = Files.createTempDirectory(folder, "tree");
    Files.setPosixFilePermissions(tree, PosixFilePermissions.fromString("rwxr-xr-x"));
    file(
        "/DEBIAN/control",
        """
        Package: %s
        Version: %s
        Architecture: %s
        Maintainer: none <none@example.com>
        Description: for a test
        """
            .formatted(name, version, architecture));
    for (Map.Entry<String, String> each : files.entrySet()) {
      Path file = tree.resolve(each.getKey().substring(1));
      Files.createDirectories(file.getParent());
      Files.writeString(file, each.getValue());
      if (each.getValue().startsWith("#!")) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
    String built = name + "_" + version + "_" + architecture + ".deb";
    Tool.Finished finished =
        Tool.named("dpkg-deb")
            .run(
                List.of(
                    "--root-owner-group",
                    "-Znone",
                    "--build",
                    tree.toString(),
                    folder.resolve(built).toString()));
    assertEquals(0, finished.code(), finished.output());
    Tool.Finished sums = Tool.named("sha256sum").run(folder, Map.of(), List.of(built));
    Path list = folder.resolve("SHA256SUMS");
    Files.writeString(list, (Files.exists(list) ? Files.readString(list) : "") + sums.output());
    return built;
  }
}
