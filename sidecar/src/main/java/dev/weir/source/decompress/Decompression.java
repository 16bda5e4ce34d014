package dev.weir.source.decompress;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/**
 * Opens the content of an object: gzip of one or several members, zstd of one or several frames,
 * bzip2 of one or several streams, one in the other up to {@link #MOST_LAYERS}, or plain; told by
 * the first bytes and never by a name.
 */
public final class Decompression {
  /** As many layers are taken off. */
  public static final int MOST_LAYERS = 3;

  private static final int BUFFER_BYTES = 16 * 1024;

  private Decompression() {}

  /** {@link #open(InputStream, ContentBudget)} of an object with a budget of its own. */
  public static PeekedContent open(InputStream object, long objectBytes, DecompressionLimits limits)
      throws IOException {
    return open(object, new ContentBudget(objectBytes, limits));
  }

  /**
   * The content of {@code object}, which the answer closes with itself.
   *
   * @param budget what the content of all layers together may come to
   * @return a stream whose reads throw {@link CorruptContentException} where the content goes no
   *     further, and whatever {@code object} throws as it is; what is still compressed under the
   *     last layer stays so
   */
  public static PeekedContent open(InputStream object, ContentBudget budget) throws IOException {
    PeekedContent content = new PeekedContent(object, true);
    for (int layer = 0; layer < MOST_LAYERS; layer++) {
      CompressionFormat format = CompressionFormat.of(content.head(), content.headLength());
      if (format == CompressionFormat.PLAIN) {
        return content;
      }
      content = new PeekedContent(decompressed(format, content, budget), false);
    }
    return content;
  }

  private static InputStream decompressed(
      CompressionFormat format, InputStream compressed, ContentBudget budget) throws IOException {
    CompressedInput input = new CompressedInput(compressed, BUFFER_BYTES);
    try {
      return switch (format) {
        case GZIP -> new CappedContent(new GzipMembers(input), input, budget);
        case ZSTD -> new CappedContent(zstd(input), input, budget);
        case BZIP2 -> new CappedContent(new BZip2CompressorInputStream(input, true), input, budget);
        case PLAIN -> input;
      };
    } catch (IOException | RuntimeException e) {
      IOException cause = input.causeOf(e);
      if (cause instanceof CorruptContentException corrupt) {
        return new BrokenContent(corrupt);
      }
      throw cause;
    }
  }

  private static InputStream zstd(InputStream input) throws IOException {
    ZstdInputStreamNoFinalizer frames = new ZstdInputStreamNoFinalizer(input);
    frames.setLongMax(DecompressionLimits.ZSTD_WINDOW_LOG);
    return frames;
  }
}
