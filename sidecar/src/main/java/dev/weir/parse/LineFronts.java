package dev.weir.parse;

import dev.weir.type.FieldType;
import dev.weir.type.LineFront;
import java.util.Map;
import java.util.Set;

/**
 * Finds what other programs put in front of a line; see {@link LineFront}. Asked for lines only
 * that are not understood as they are. Holds the last line's places; not thread-safe.
 */
final class LineFronts {
  private static final int ISO_MARKS = 19;
  private static final int MOST = 3;

  private final boolean hasTime;
  private final boolean hasSyslog;
  private final Fields.Column time;
  private final Fields.Column head;
  private final Fields.Column host;
  private final SyslogFront syslog = new SyslogFront();

  /** Where each of them ends, and where the syslog head in it begins and its host lies. */
  private final int[] ends = new int[MOST];

  private final int[] timeEnds = new int[MOST];
  private final int[] headFrom = new int[MOST];
  private final int[] headEnds = new int[MOST];
  private final int[] hostFrom = new int[MOST];
  private final int[] hostEnds = new int[MOST];
  private int count;
  private byte[] text = new byte[0];
  private int begin;

  LineFronts(Set<LineFront> possible, Map<String, FieldType> types) {
    hasTime = possible.contains(LineFront.TIME);
    hasSyslog = possible.contains(LineFront.SYSLOG);
    time = Fields.Column.of("export_time", types);
    head = Fields.Column.of("syslog_head", types);
    host = Fields.Column.of("syslog_host", types);
  }

  /** Whether something stands in front of the line, perhaps. */
  boolean areThere(byte[] line, int from, int to) {
    count = 0;
    text = line;
    begin = from;
    // The longer one first: behind its time alone, the head's host would be a client.
    if (hasSyslog && syslog.find(line, from, to)) {
      add(syslog.end(), -1, from, to);
    }
    if (hasTime && startsWithTime(line, from, to)) {
      int end = from;
      while (end < to && line[end] != ' ') {
        end++;
      }
      int behind = behindStream(line, end + 1, to);
      if (behind < to) {
        add(behind, end, -1, to);
        if (hasSyslog && syslog.find(line, behind, to)) {
          add(syslog.end(), end, behind, to);
        }
      }
    }
    return count > 0;
  }

  private void add(int end, int timeEnd, int syslogFrom, int to) {
    if (end >= to) {
      return;
    }
    ends[count] = end;
    timeEnds[count] = timeEnd;
    headFrom[count] = syslogFrom;
    headEnds[count] = syslog.headEnd();
    hostFrom[count] = syslog.hostFrom();
    hostEnds[count] = syslog.hostEnd();
    count++;
  }

  private static boolean startsWithTime(byte[] line, int from, int to) {
    return to - from > ISO_MARKS
        && line[from] >= '0'
        && line[from] <= '9'
        && line[from + 4] == '-'
        && line[from + 7] == '-'
        && line[from + 10] == 'T'
        && line[from + 13] == ':';
  }

  /** Containers say behind the time which stream a line came from, and whether it is whole. */
  private static int behindStream(byte[] line, int from, int to) {
    boolean stream =
        to - from > 9
            && line[from] == 's'
            && line[from + 1] == 't'
            && line[from + 2] == 'd'
            && line[from + 6] == ' '
            && (line[from + 7] == 'F' || line[from + 7] == 'P')
            && line[from + 8] == ' ';
    return stream ? from + 9 : from;
  }

  /** In how many ways it may be read. */
  int count() {
    return count;
  }

  /** Where the line itself begins in one of the ways. */
  int end(int way) {
    return ends[way];
  }

  /** Writes what stood there. */
  void write(int way, Fields fields) {
    if (timeEnds[way] >= 0) {
      fields.add(time, text, begin, timeEnds[way]);
    }
    if (headFrom[way] >= 0) {
      fields.add(head, text, headFrom[way], headEnds[way]);
      if (hostEnds[way] > hostFrom[way]) {
        fields.add(host, text, hostFrom[way], hostEnds[way]);
      }
    }
  }
}
