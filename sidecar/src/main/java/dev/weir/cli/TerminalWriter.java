package dev.weir.cli;

import dev.weir.text.SafeText;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * The one way to the terminal: whatever a command writes, no text that others chose steers it. In
 * JSON, what is shown in place of a character means that character.
 */
final class TerminalWriter extends FilterWriter {
  private static final String KEPT = "\n\t";

  private final StringBuilder safe = new StringBuilder();

  TerminalWriter(Writer out) {
    super(out);
  }

  /** A writer to a stream of the process, flushed with each line. */
  static PrintWriter on(PrintStream stream) {
    return new PrintWriter(
        new TerminalWriter(new OutputStreamWriter(stream, stream.charset())), true);
  }

  /** Single characters are the program's own: a line that is written over begins with one. */
  @Override
  public void write(int c) throws IOException {
    out.write(c);
  }

  @Override
  public void write(char[] text, int from, int length) throws IOException {
    write(new String(text, from, length), 0, length);
  }

  @Override
  public void write(String text, int from, int length) throws IOException {
    int to = from + length;
    for (int i = from; i < to; i++) {
      if (SafeText.isUnsafe(text, i) && KEPT.indexOf(text.charAt(i)) < 0) {
        safe.setLength(0);
        SafeText.append(text, from, to, KEPT, safe);
        out.append(safe);
        return;
      }
    }
    out.write(text, from, length);
  }
}
