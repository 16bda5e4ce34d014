package dev.weir.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;

/** What lies where in an installation. */
final class Layout {
  private static final String HOME = "opt/weir/";
  private static final String UNITS = "usr/lib/systemd/system/";

  /** Folders of systemd's own programs, below {@code ec2/systemd} and below {@code /usr/lib}. */
  private static final Set<String> OF_SYSTEMD =
      Set.of("sysusers.d", "tmpfiles.d", "sysctl.d", "modules-load.d");

  private final Checkout checkout;
  private final Release release;
  private final Path work;
  private final Tree tree;

  private Layout(Checkout checkout, Release release, Path work) {
    this.checkout = checkout;
    this.release = release;
    this.work = work;
    this.tree = new Tree(work);
  }

  /** The tree, with {@code runtime} as its Java; {@code work} takes what is made for it. */
  static Tree of(Checkout checkout, Release release, Path runtime, Path work) throws IOException {
    Layout layout = new Layout(checkout, release, work);
    layout.program(runtime);
    layout.commands();
    layout.configuration();
    layout.host();
    return layout.tree;
  }

  private void program(Path runtime) throws IOException {
    tree.program(HOME + "bin/weir", checkout.root().resolve("weir"));
    Path cache =
        Files.writeString(work.resolve("weir-start-cache"), Resource.text("weir-start-cache"));
    tree.program(HOME + "bin/weir-start-cache", cache);
    tree.link("usr/bin/weir", "/opt/weir/bin/weir");
    Path jar = work.resolve("weir.jar");
    ProgramJar.write(checkout.jar(), release, jar);
    tree.file(HOME + "weir.jar", jar);
    for (Path library : checkout.libraries()) {
      tree.file(HOME + "lib/" + library.getFileName(), library);
    }
    for (Path file : files(runtime)) {
      String path = HOME + "runtime/" + runtime.relativize(file);
      if (Files.isExecutable(file)) {
        tree.program(path, file);
      } else {
        tree.file(path, file);
      }
    }
    tree.file(HOME + "share/LICENSE", checkout.root().resolve("LICENSE"));
    tree.file(HOME + "share/bom.json", checkout.bom());
    tree.file(
        HOME + "share/weir.example.yaml", checkout.root().resolve("sidecar/weir.example.yaml"));
  }

  private void commands() throws IOException {
    for (CommandLine command : Commands.all()) {
      tree.text(
          HOME + "share/help/" + Commands.page(command),
          command.getUsageMessage(CommandLine.Help.Ansi.OFF));
    }
    // Anew: a page sets the width of its command and of all below it.
    for (CommandLine command : Commands.all()) {
      tree.zipped(
          "usr/share/man/man1/" + Commands.page(command) + ".1.gz", ManPage.of(command, release));
    }
    tree.text("usr/share/bash-completion/completions/weir", Completion.bash());
    tree.text("usr/share/zsh/site-functions/_weir", Completion.zsh());
    tree.text("usr/share/fish/vendor_completions.d/weir.fish", Completion.fish());
  }

  private void configuration() throws IOException {
    for (String folder : List.of("etc/weir/rules", "etc/weir/types")) {
      tree.folder(folder);
    }
    Path source = checkout.root().resolve("fluent-bit");
    for (Path file : files(source)) {
      Path path = source.relativize(file);
      if (!path.startsWith("lua/test")) {
        tree.configuration("etc/weir/fluent-bit/" + path, file);
        tree.file(HOME + "share/fluent-bit/" + path, file);
      }
    }
  }

  /** Units and scripts, by the folders they lie in. */
  private void host() throws IOException {
    Path units = checkout.root().resolve("ec2/systemd");
    for (Path file : files(units)) {
      Path path = units.relativize(file);
      String folder = path.getName(0).toString();
      if (OF_SYSTEMD.contains(folder)) {
        tree.file("usr/lib/" + path, file);
      } else if (folder.equals("journald.conf.d")) {
        tree.file("usr/lib/systemd/" + path, file);
      } else {
        tree.file(UNITS + path, file);
      }
    }
    Path scripts = checkout.root().resolve("ec2/host");
    for (Path file : files(scripts)) {
      Path path = scripts.relativize(file);
      if (path.getNameCount() == 1) {
        tree.program(HOME + "bin/" + path, file);
      } else {
        tree.file(HOME + "share/host/" + path.subpath(1, path.getNameCount()), file);
      }
    }
    Path cloudwatch = checkout.root().resolve("ec2/cloudwatch");
    for (Path file : files(cloudwatch)) {
      tree.file(HOME + "share/cloudwatch/" + cloudwatch.relativize(file), file);
    }
  }

  /** The files below a folder that may not be there, but for the page that describes it. */
  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.equals(folder.resolve("README.md")))
          .sorted()
          .toList();
    }
  }
}
