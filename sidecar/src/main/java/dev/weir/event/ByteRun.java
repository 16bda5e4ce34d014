package dev.weir.event;

/** Takes a run of bytes. */
@FunctionalInterface
public interface ByteRun {
  /** The bytes from {@code from} to {@code to}, exclusive; valid until the call returns. */
  void run(byte[] bytes, int from, int to);
}
