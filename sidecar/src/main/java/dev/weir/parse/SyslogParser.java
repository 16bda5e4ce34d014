package dev.weir.parse;

import dev.weir.type.FieldType;
import dev.weir.type.RecordFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Syslog lines as they lie in files and as they are sent: {@code timestamp}, {@code hostname},
 * {@code program}, {@code pid}, {@code priority} and {@code message}, and what the message's own
 * form tells (RFC 3164, section 4.1; RFC 5424, section 6; ISO 8601 times as rsyslog writes them).
 */
final class SyslogParser implements LineParser {
  private static final String NO_SYSLOG = "no_syslog";
  private static final byte[] NOBODY = new byte[0];

  /** {@code Nov 3 04:05:06}. */
  private static final int LEAST_BSD_TIME = 14;

  /** {@code 04:05:06}, the blank with it. */
  private static final int CLOCK = 9;

  private final MessageParser messages;
  private final Fields.Column timestamp;
  private final Fields.Column hostname;
  private final Fields.Column program;
  private final Fields.Column pid;
  private final Fields.Column messageId;
  private final Fields.Column structured;
  private final Fields.Column priority;
  private final Fields.Column message;
  private int at;

  /** Of the program that the record tells beside the line; null where the line tells it. */
  private @Nullable FormTable told;

  /** Of the program that the line tells. */
  private FormTable forms;

  SyslogParser(RecordFormat.Syslog format, Map<String, FieldType> types) {
    messages = new MessageParser(format.messages(), types);
    forms = messages.of(NOBODY, 0, 0);
    timestamp = Fields.Column.of("timestamp", types);
    hostname = Fields.Column.of("hostname", types);
    program = Fields.Column.of("program", types);
    pid = Fields.Column.of("pid", types);
    messageId = Fields.Column.of("msgid", types);
    structured = Fields.Column.of("structured_data", types);
    priority = Fields.Column.of("priority", types);
    message = Fields.Column.of("message", types);
  }

  @Override
  public void messageOf(byte[] name, int from, int to) {
    told = messages.of(name, from, to);
  }

  @Override
  public void wholeLine() {
    told = null;
  }

  @Override
  public @Nullable String parse(byte[] line, int from, int to, Fields fields) {
    at = from;
    forms = told == null ? messages.of(NOBODY, 0, 0) : told;
    if (told == null) {
      boolean prioritised = priority(line, to, fields);
      boolean framed = prioritised && at + 2 < to && line[at] == '1' && line[at + 1] == ' ';
      boolean understood = framed ? rfc5424(line, to, fields) : plain(line, to, fields);
      if (!understood) {
        return NO_SYSLOG;
      }
    }
    if (at < to) {
      fields.add(message, line, at, to);
      messages.parse(forms, line, at, to, fields);
    }
    return null;
  }

  private boolean priority(byte[] line, int to, Fields fields) {
    if (at == to || line[at] != '<') {
      return false;
    }
    int end = at + 1;
    while (end < to && end - at < 5 && line[end] >= '0' && line[end] <= '9') {
      end++;
    }
    if (end == to || line[end] != '>' || end == at + 1) {
      return false;
    }
    fields.add(priority, line, at + 1, end);
    at = end + 1;
    return true;
  }

  private boolean rfc5424(byte[] line, int to, Fields fields) {
    at += 2;
    word(timestamp, line, to, fields);
    word(hostname, line, to, fields);
    int name = at;
    word(program, line, to, fields);
    forms = messages.of(line, name, Math.max(name, at - 1));
    word(pid, line, to, fields);
    word(messageId, line, to, fields);
    if (at >= to) {
      return false;
    }
    if (line[at] == '-') {
      at++;
    } else {
      int end = structuredEnd(line, to);
      if (end < 0) {
        return false;
      }
      fields.add(structured, line, at, end);
      at = end;
    }
    if (at < to && line[at] == ' ') {
      at++;
    }
    boolean marked =
        at + 3 <= to
            && line[at] == (byte) 0xef
            && line[at + 1] == (byte) 0xbb
            && line[at + 2] == (byte) 0xbf;
    at += marked ? 3 : 0;
    return true;
  }

  /** Behind the last of the elements, {@code [id name="value"]}. */
  private int structuredEnd(byte[] line, int to) {
    int i = at;
    while (i < to && line[i] == '[') {
      boolean quoted = false;
      for (i++; i < to && (quoted || line[i] != ']'); i++) {
        if (line[i] == '\\' && quoted) {
          i++;
        } else if (line[i] == '"') {
          quoted = !quoted;
        }
      }
      i++;
    }
    return i > at && i <= to ? i : -1;
  }

  private boolean plain(byte[] line, int to, Fields fields) {
    int end = timeEnd(line, to);
    if (end < 0) {
      return false;
    }
    fields.add(timestamp, line, at, end);
    at = end + 1;
    word(hostname, line, to, fields);
    return at <= to && tag(line, to, fields);
  }

  private int timeEnd(byte[] line, int to) {
    int bsd = bsdEnd(line, to);
    if (bsd > 0) {
      return bsd;
    }
    if (to - at > 20 && line[at + 4] == '-' && line[at + 7] == '-' && line[at + 10] == 'T') {
      int end = at;
      while (end < to && line[end] != ' ') {
        end++;
      }
      return end < to ? end : -1;
    }
    return -1;
  }

  /**
   * Behind {@code Nov 3 04:05:06}; the day may have one digit and one blank before it, a year may
   * follow it, and decimals the second. Negative for anything else.
   */
  private int bsdEnd(byte[] line, int to) {
    if (to - at <= LEAST_BSD_TIME || line[at + 3] != ' ') {
      return -1;
    }
    int i = at + (line[at + 4] == ' ' ? 5 : 4);
    i = digitsEnd(line, i, to, 2);
    if (i + CLOCK < to && line[i] == ' ' && line[i + 3] != ':') {
      int year = digitsEnd(line, i + 1, to, 4);
      i = year == i + 5 ? year : to;
    }
    if (i + CLOCK >= to || line[i] != ' ' || line[i + 3] != ':' || line[i + 6] != ':') {
      return -1;
    }
    int end = i + CLOCK;
    if (line[end] == '.') {
      end = digitsEnd(line, end + 1, to, 9);
    }
    return end < to && line[end] == ' ' ? end : -1;
  }

  private static int digitsEnd(byte[] line, int from, int to, int most) {
    int i = from;
    while (i < to && i - from < most && line[i] >= '0' && line[i] <= '9') {
      i++;
    }
    return i;
  }

  /** {@code sshd[1234]: }, {@code su: }, or nothing of the kind. */
  private boolean tag(byte[] line, int to, Fields fields) {
    int end = at;
    while (end < to && line[end] != ':' && line[end] != '[' && line[end] != ' ') {
      end++;
    }
    if (end == to || end == at || line[end] == ' ') {
      return true;
    }
    int name = line[end - 1] == ')' ? beforePam(line, end) : end;
    int next = end;
    int pidFrom = 0;
    int pidTo = 0;
    if (line[end] == '[') {
      pidFrom = end + 1;
      pidTo = pidFrom;
      while (pidTo < to && line[pidTo] != ']') {
        pidTo++;
      }
      next = pidTo + 1;
    }
    if (next >= to || line[next] != ':') {
      return true;
    }
    fields.add(program, line, at, name);
    forms = messages.of(line, name == end ? at : name, end);
    if (pidTo > pidFrom) {
      fields.add(pid, line, pidFrom, pidTo);
    }
    at = next + 1 < to && line[next + 1] == ' ' ? next + 2 : next + 1;
    return true;
  }

  /** Where the program's name ends in {@code sshd(pam_unix)}, as PAM before 0.99 writes it. */
  private int beforePam(byte[] line, int end) {
    for (int i = at + 1; i < end; i++) {
      if (line[i] == '(') {
        return MessageParser.isPam(line, i, end) ? i : end;
      }
    }
    return end;
  }

  private void word(Fields.Column column, byte[] line, int to, Fields fields) {
    int end = at;
    while (end < to && line[end] != ' ') {
      end++;
    }
    if (end > at && !(end == at + 1 && line[at] == '-')) {
      fields.add(column, line, at, end);
    }
    at = Math.min(to, end + 1);
  }
}
