package dev.weir.deploy.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.deploy.DebianRoot;
import dev.weir.deploy.Tool;
import dev.weir.deploy.pack.Packages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Boots a host with Weir as this build has it, Weir's units, and Fluent Bit behind the unit of its
 * official packages.
 */
final class WeirHost {
  private static final String UNITS = "/usr/lib/systemd/system/";

  /** As the official packages have it. */
  private static final String FLUENT_BIT_UNIT =
      """
      [Unit]
      Description=Fluent Bit
      Documentation=https://docs.fluentbit.io/manual/
      Requires=network.target
      After=network.target

      [Service]
      Type=simple
      EnvironmentFile=-/etc/sysconfig/fluent-bit
      EnvironmentFile=-/etc/default/fluent-bit
      ExecStart=/opt/fluent-bit/bin/fluent-bit -c //etc/fluent-bit/fluent-bit.conf
      Restart=always

      [Install]
      WantedBy=multi-user.target
      """;

  private WeirHost() {}

  /** Boots it; neither service runs yet, and there is no weir.yaml. */
  static BootedHost boot(Path work) {
    Tool fluentBit = Tool.named("fluent-bit");
    try {
      Map<String, Path> shown = new LinkedHashMap<>();
      shown.put("/opt/weir", installation(work.resolve("weir")));
      shown.put("/opt/fluent-bit", fluentBit(work.resolve("fluent-bit"), fluentBit));
      Path host = Files.createDirectory(work.resolve("host"));
      BootedHost booted = BootedHost.boot(DebianRoot.base(), host, shown);
      boolean ready = false;
      try {
        install(booted);
        ready = true;
        return booted;
      } finally {
        if (!ready) {
          booted.close();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot install Weir on a host", e);
    }
  }

  private static void install(BootedHost host) throws IOException {
    Path systemd = Tool.ROOT.resolve("ec2/systemd");
    host.write(UNITS + "weir.service", Files.readString(systemd.resolve("weir.service")));
    host.write(UNITS + "fluent-bit.service", FLUENT_BIT_UNIT);
    for (String[] file :
        new String[][] {
          {"fluent-bit.service.d/weir.conf", UNITS + "fluent-bit.service.d/weir.conf"},
          {"sysusers.d/weir.conf", "/usr/lib/sysusers.d/weir.conf"},
          {"tmpfiles.d/weir.conf", "/usr/lib/tmpfiles.d/weir.conf"}
        }) {
      host.write(file[1], Files.readString(systemd.resolve(file[0])));
    }
    host.must("systemd-sysusers");
    host.must("systemd-tmpfiles", "--create");
    copy(Tool.ROOT.resolve("fluent-bit"), host.file("/etc/weir/fluent-bit"));
    host.must("systemctl", "daemon-reload");
  }

  /** The installation that the archive holds. */
  private static Path installation(Path folder) throws IOException {
    Files.createDirectories(folder);
    Tool.Finished unpacked =
        Tool.named("tar")
            .run(
                List.of(
                    "-xzf",
                    Packages.archive().toString(),
                    "-C",
                    folder.toString(),
                    "--strip-components=1"));
    assertEquals(0, unpacked.code(), unpacked.output());
    return folder.resolve("opt/weir");
  }

  /** The machine's Fluent Bit; the Debian root has the libraries that it needs. */
  private static Path fluentBit(Path folder, Tool tool) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Files.copy(tool.program(), bin.resolve("fluent-bit"), StandardCopyOption.COPY_ATTRIBUTES);
    return folder;
  }

  private static void copy(Path from, Path to) {
    Tool.Finished copied =
        Tool.named("cp").run(List.of("--recursive", from.toString(), to.toString()));
    assertEquals(0, copied.code(), copied.output());
  }
}
