package dev.weir.feed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A list in a file. It changed if its time, its size or the file itself is another. */
public final class FileSource implements ListSource {
  private final Path file;

  public FileSource(Path file) {
    this.file = file;
  }

  @Override
  public @Nullable ListContent open(@Nullable String version) throws IOException {
    try {
      BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
      if (!is.isRegularFile()) {
        throw new IOException(file + " is no file");
      }
      String now = is.lastModifiedTime() + " " + is.size() + " " + is.fileKey();
      return now.equals(version) ? null : new ListContent(now, Files.newInputStream(file));
    } catch (NoSuchFileException e) {
      throw new IOException("there is no file " + file, e);
    }
  }
}
