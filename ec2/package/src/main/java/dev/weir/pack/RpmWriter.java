package dev.weir.pack;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.eclipse.packager.rpm.FileFlags;
import org.eclipse.packager.rpm.RpmTag;
import org.eclipse.packager.rpm.RpmVersion;
import org.eclipse.packager.rpm.build.BuilderContext;
import org.eclipse.packager.rpm.build.BuilderOptions;
import org.eclipse.packager.rpm.build.FileInformation;
import org.eclipse.packager.rpm.build.RpmBuilder;
import org.eclipse.packager.rpm.build.SimpleFileInformationCustomizer;

/** Writes the rpm for Amazon Linux and its relatives. */
final class RpmWriter {
  /** Folders that other packages own, too; rpm lets one package own what only it uses. */
  private static final List<String> OWN =
      List.of("opt/weir", "etc/weir", "usr/share/doc/weir", "usr/share/licenses/weir");

  private RpmWriter() {}

  static void write(
      Tree tree, Release release, Architecture architecture, MaintainerScripts scripts, Path rpm)
      throws IOException {
    BuilderOptions options = new BuilderOptions();
    options.setFileNameProvider((name, version, arch) -> rpm.getFileName().toString());
    RpmVersion version = new RpmVersion(release.packageVersion(), "1");
    try (RpmBuilder builder =
        new RpmBuilder("weir", version, architecture.toString(), rpm.getParent(), options)) {
      describe(builder, release);
      builder.setPreInstallationScript("/bin/sh", scripts.preinst());
      builder.setPostInstallationScript("/bin/sh", scripts.postinst());
      builder.setPreRemoveScript("/bin/sh", scripts.prerm());
      builder.setPostRemoveScript("/bin/sh", scripts.postrm());
      BuilderContext context = builder.newContext();
      for (Item item : tree.items()) {
        add(context, item, release.time());
      }
      builder.build();
    }
  }

  private static void describe(RpmBuilder builder, Release release) {
    RpmBuilder.PackageInformation information = builder.getInformation();
    information.setSummary(Description.SHORT);
    information.setDescription(Description.LONG);
    information.setLicense("Apache-2.0");
    information.setVendor("Weir");
    information.setGroup("System Environment/Daemons");
    information.setBuildHost("localhost");
    information.setSourcePackage("weir-%s-1.src.rpm".formatted(release.packageVersion()));
    builder.setHeaderCustomizer(
        header -> header.putInt(RpmTag.BUILDTIME, (int) release.time().getEpochSecond()));
    builder.addRequirement("bash", "");
  }

  private static void add(BuilderContext context, Item item, Instant time) throws IOException {
    SimpleFileInformationCustomizer customizer = information -> set(information, item, time);
    String path = "/" + item.path();
    switch (item) {
      case Item.File file -> context.addFile(path, file.source(), customizer);
      case Item.Link link -> context.addSymbolicLink(path, link.target(), customizer);
      case Item.Folder folder -> {
        if (isOwn(folder.path())) {
          context.addDirectory(path, customizer);
        }
      }
    }
  }

  private static boolean isOwn(String path) {
    return path.endsWith(".service.d")
        || OWN.stream().anyMatch(own -> path.equals(own) || path.startsWith(own + "/"));
  }

  private static void set(FileInformation information, Item item, Instant time) {
    information.setTimestamp(time);
    information.setUser("root");
    information.setGroup(item.group());
    information.setMode((short) item.mode());
    if (item instanceof Item.File file && file.config()) {
      information.setFileFlags(EnumSet.of(FileFlags.CONFIGURATION, FileFlags.NOREPLACE));
    }
  }
}
