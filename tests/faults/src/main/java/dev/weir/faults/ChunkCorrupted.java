package dev.weir.faults;

import dev.weir.lab.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Fluent Bit is kept from sending until its buffer has files, is killed, one of the files is cut or
 * its head is overwritten, and Fluent Bit is started on it. It cannot read what is damaged, so what
 * it had acknowledged of it is gone.
 *
 * <p>A value that is changed within a record is nothing that any part could tell, so none is.
 */
record ChunkCorrupted(Rig rig, Dice dice) implements Fault {
  /** Long enough for weir to come back, which another fault may have killed meanwhile. */
  private static final Duration FILLS = Duration.ofMinutes(1);

  private static final int HEAD_BYTES = 24;

  @Override
  public void inject() throws IOException {
    rig.sidecarProxy().bar();
    Eventually.until(FILLS, () -> !files().isEmpty(), () -> "Fluent Bit's buffer stays empty");
  }

  @Override
  public void heal() throws IOException {
    rig.pipeline().killFluentBit();
    try {
      List<Path> files = files();
      if (!files.isEmpty()) {
        damage(files.get(dice.below(files.size())));
      }
    } finally {
      rig.sidecarProxy().calm();
      rig.pipeline().startFluentBit();
    }
  }

  private void damage(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      if (dice.percent(50)) {
        channel.truncate(dice.below(Math.toIntExact(channel.size())));
      } else {
        byte[] garbage = new byte[HEAD_BYTES];
        dice.fill(garbage);
        channel.write(ByteBuffer.wrap(garbage), 0);
      }
    }
  }

  /** Those that hold something: a full disk leaves empty ones behind. */
  private List<Path> files() {
    try (Stream<Path> all = Files.walk(rig.fluentBitStorage())) {
      return all.filter(file -> file.toString().endsWith(".flb"))
          .filter(file -> file.toFile().length() > 0)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look into Fluent Bit's buffer", e);
    }
  }
}
