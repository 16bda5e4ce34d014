package dev.weir.generate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes the files below a folder, their keys as paths. */
public final class FolderDestination implements Destination {
  private final Path folder;

  /** Creates the folder with the first file. */
  public FolderDestination(Path folder) {
    this.folder = folder;
  }

  @Override
  public void put(GeneratedFile file) throws IOException {
    Path target = folder.resolve(file.key());
    Path parent = target.getParent() == null ? folder : target.getParent();
    Files.createDirectories(parent);
    Path partial = Files.createTempFile(parent, ".", ".part");
    Files.write(partial, file.bytes());
    Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void close() {}
}
