package dev.weir.source.decompress;

import java.io.IOException;
import java.io.InputStream;

/**
 * Content within its object's budget, its failures in the terms of this package. What it gives
 * before a cap is the same on every try, however many bytes a read brings.
 */
public final class CappedContent extends InputStream {
  private final InputStream content;
  private final CompressedInput input;
  private final ContentBudget budget;

  /** What {@code content} makes of {@code input}. */
  public CappedContent(InputStream content, CompressedInput input, ContentBudget budget) {
    this.content = content;
    this.input = input;
    this.budget = budget;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (budget.left() == 0) {
      if (take(new byte[1], 0, 1) < 0) {
        return -1;
      }
      throw budget.exceeded();
    }
    int read = take(target, from, (int) Math.min(length, budget.left()));
    budget.took(Math.max(0, read));
    return read;
  }

  @Override
  public void close() throws IOException {
    content.close();
    input.close();
  }

  private int take(byte[] target, int from, int length) throws IOException {
    try {
      return content.read(target, from, length);
    } catch (IOException | RuntimeException e) {
      // Decompressors answer some broken input with unchecked exceptions.
      throw input.causeOf(e);
    }
  }
}
