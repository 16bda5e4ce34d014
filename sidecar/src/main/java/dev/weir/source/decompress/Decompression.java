package dev.weir.source.decompress;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/**
 * Opens the content of an object: gzip of one or several members, zstd of one or several frames,
 * bzip2 of one or several streams, or plain, told by the first bytes and never by a name.
 */
public final class Decompression {
  private static final int BUFFER_BYTES = 64 * 1024;

  private Decompression() {}

  /**
   * The content of {@code object}, which the answer closes with itself.
   *
   * @param objectBytes the size of the object as it lies in S3
   * @return a stream whose reads throw {@link CorruptContentException} where the content goes no
   *     further, and whatever {@code object} throws as it is
   */
  public static InputStream open(InputStream object, long objectBytes, DecompressionLimits limits)
      throws IOException {
    CompressedInput input = new CompressedInput(object, BUFFER_BYTES);
    try {
      return switch (input.format()) {
        case GZIP -> new CappedContent(new GzipMembers(input), input, objectBytes, limits);
        case ZSTD -> new CappedContent(zstd(input), input, objectBytes, limits);
        case BZIP2 ->
            new CappedContent(
                new BZip2CompressorInputStream(input, true), input, objectBytes, limits);
        case PLAIN -> input;
      };
    } catch (IOException | RuntimeException e) {
      throw input.causeOf(e);
    }
  }

  private static InputStream zstd(InputStream input) throws IOException {
    ZstdInputStreamNoFinalizer frames = new ZstdInputStreamNoFinalizer(input);
    frames.setLongMax(DecompressionLimits.ZSTD_WINDOW_LOG);
    return frames;
  }
}
