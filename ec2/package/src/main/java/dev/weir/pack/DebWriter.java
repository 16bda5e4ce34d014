package dev.weir.pack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.vafer.jdeb.Console;
import org.vafer.jdeb.DataConsumer;
import org.vafer.jdeb.DataProducer;
import org.vafer.jdeb.DebMaker;
import org.vafer.jdeb.shaded.commons.compress.archivers.tar.TarArchiveEntry;
import org.vafer.jdeb.shaded.commons.compress.archivers.tar.TarConstants;

/** Writes the deb for Debian and Ubuntu. */
final class DebWriter {
  private static final String MAINTAINER = "Weir <weir@weir.invalid>";
  private static final DateTimeFormatter MAIL_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private DebWriter() {}

  static void write(
      Tree installation,
      Release release,
      Architecture architecture,
      MaintainerScripts scripts,
      Path control,
      Path deb)
      throws IOException {
    Tree tree = asDebianHasIt(installation, release);
    Files.createDirectories(control);
    Files.writeString(control.resolve("control"), control(release, architecture));
    Files.writeString(control.resolve("preinst"), scripts.preinst());
    Files.writeString(control.resolve("postinst"), scripts.postinst());
    Files.writeString(control.resolve("prerm"), scripts.prerm());
    Files.writeString(control.resolve("postrm"), scripts.postrm());
    List<DataProducer> all = List.of(consumer -> produce(tree, release, false, consumer));
    List<DataProducer> configuration = List.of(consumer -> produce(tree, release, true, consumer));
    DebMaker maker = new DebMaker(new Silent(), all, configuration);
    maker.setControl(control.toFile());
    maker.setDeb(deb.toFile());
    // What is inside is compressed already: xz takes a minute to save a twentieth.
    maker.setCompression("gzip");
    maker.setTarLongFileMode("posix");
    maker.setOutputTimestampMs(release.time().toEpochMilli());
    // The scripts have no tokens to replace, and shell has double brackets.
    maker.setOpenReplaceToken("[[weir:");
    maker.setCloseReplaceToken(":weir]]");
    try {
      maker.validate();
      maker.makeDeb();
    } catch (org.vafer.jdeb.PackagingException e) {
      throw new PackagingException("the deb could not be written: " + e.getMessage(), e);
    }
  }

  private static Tree asDebianHasIt(Tree installation, Release release) throws IOException {
    Tree tree =
        installation.copy(path -> path.replace("zsh/site-functions/", "zsh/vendor-completions/"));
    tree.text("usr/share/doc/weir/copyright", Resource.text("copyright"));
    tree.zipped("usr/share/doc/weir/changelog.gz", changelog(release));
    tree.text("usr/share/lintian/overrides/weir", Resource.text("lintian-overrides"));
    return tree;
  }

  private static String control(Release release, Architecture architecture) {
    return String.join(
        "\n",
        "Package: weir",
        "Version: " + release.packageVersion(),
        "Section: admin",
        "Priority: optional",
        "Architecture: " + architecture.debian(),
        "Maintainer: " + MAINTAINER,
        "Depends: libc6, passwd",
        "Description: " + Description.SHORT,
        " " + Description.LONG,
        "");
  }

  private static String changelog(Release release) {
    return """
        weir (%s) stable; urgency=medium

          * CHANGELOG.md of the source names what changed. Commit %s.

         -- %s  %s
        """
        .formatted(
            release.packageVersion(),
            release.commit(),
            MAINTAINER,
            MAIL_DATE.format(release.time()));
  }

  private static void produce(
      Tree tree, Release release, boolean configurationAlone, DataConsumer consumer)
      throws IOException {
    for (Item item : tree.items()) {
      if (!configurationAlone || (item instanceof Item.File file && file.config())) {
        produce(item, release, consumer);
      }
    }
  }

  private static void produce(Item item, Release release, DataConsumer consumer)
      throws IOException {
    switch (item) {
      case Item.Folder folder ->
          consumer.onEachDir(described(new TarArchiveEntry(folder.path() + "/"), item, release));
      case Item.Link link -> {
        TarArchiveEntry entry = new TarArchiveEntry(link.path(), TarConstants.LF_SYMLINK);
        entry.setLinkName(link.target());
        consumer.onEachLink(described(entry, item, release));
      }
      case Item.File file -> {
        TarArchiveEntry entry = new TarArchiveEntry(file.path());
        entry.setSize(Files.size(file.source()));
        try (InputStream in = Files.newInputStream(file.source())) {
          consumer.onEachFile(in, described(entry, item, release));
        }
      }
    }
  }

  private static TarArchiveEntry described(TarArchiveEntry entry, Item item, Release release) {
    entry.setMode(item.mode());
    entry.setIds(0, 0);
    entry.setNames("root", item.group());
    entry.setModTime(release.time().toEpochMilli());
    return entry;
  }

  /** Its warnings are about tokens that are not ours. */
  private static final class Silent implements Console {
    @Override
    public void debug(String message) {}

    @Override
    public void info(String message) {}

    @Override
    public void warn(String message) {}
  }
}
