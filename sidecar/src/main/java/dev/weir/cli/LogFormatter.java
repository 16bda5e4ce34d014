package dev.weir.cli;

import dev.weir.text.SafeText;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * The one way into the log: whatever a line says, no text that others chose steers a terminal, and
 * none looks like a line of its own, since all lines of an entry but its first ones are indented.
 */
final class LogFormatter extends SimpleFormatter {
  private static final String KEPT = "\n\t";
  private static final String INDENT = "  ";

  /** The format of the JDK has two lines in front. */
  private static final int OWN_LINES = 2;

  /** Puts it in the place of the JDK's own formatter, wherever that writes. */
  static void install() {
    for (Handler handler : Logger.getLogger("").getHandlers()) {
      if (handler.getFormatter() instanceof SimpleFormatter) {
        handler.setFormatter(new LogFormatter());
      }
    }
  }

  @Override
  public String formatMessage(LogRecord record) {
    return super.formatMessage(record).replace("\n", "\n" + INDENT);
  }

  @Override
  public String format(LogRecord record) {
    String entry = super.format(record);
    StringBuilder safe = new StringBuilder(entry.length() + 16);
    int from = 0;
    for (int line = 1; from < entry.length(); line++) {
      int end = entry.indexOf('\n', from) + 1;
      int to = end == 0 ? entry.length() : end;
      char first = entry.charAt(from);
      if (line > OWN_LINES && first != ' ' && first != '\t' && first != '\n') {
        safe.append(INDENT);
      }
      SafeText.append(entry, from, to, KEPT, safe);
      from = to;
    }
    return safe.toString();
  }
}
