package dev.weir.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** A line that is written over on a terminal, and written now and then where there is none. */
final class ProgressLine {
  private static final int LINES_BETWEEN = 20;

  private final @Nullable PrintWriter out;
  private final boolean terminal;
  private int lines;
  private int width;

  private ProgressLine(@Nullable PrintWriter out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Shows nothing. */
  static ProgressLine none() {
    return new ProgressLine(null, false);
  }

  @SuppressWarnings("SystemConsoleNull") // JDK 25 answers null again where there is no terminal
  static ProgressLine on(PrintWriter out) {
    return new ProgressLine(out, System.console() != null);
  }

  void show(String line) {
    if (out == null) {
      return;
    }
    if (terminal) {
      out.write('\r');
      out.print(line + " ".repeat(Math.max(0, width - line.length())));
      width = line.length();
    } else if (lines % LINES_BETWEEN == 0) {
      out.println(line);
    }
    lines++;
    out.flush();
  }

  /** What is written next begins a line. */
  void end() {
    if (out != null && terminal && width > 0) {
      out.println();
    }
  }
}
