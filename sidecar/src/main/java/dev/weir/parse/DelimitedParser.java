package dev.weir.parse;

import dev.weir.type.FieldType;
import dev.weir.type.RecordFormat;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values between separators; see {@link RecordFormat.Delimited}. A line is read by the first layout
 * that knows all of its values; where none does, by the one that leaves least over. Where none does
 * without, what stands in front of the line is passed over, and the rest is read so.
 */
final class DelimitedParser implements LineParser {
  private final DelimitedLine line;
  private final LayoutParser first;
  private final LayoutParser[] others;
  private final LineFronts fronts;
  private byte[] header = new byte[0];
  private boolean unknownInHeader;

  /** Whether values were left over. */
  private boolean extras;

  DelimitedParser(RecordFormat.Delimited format, Map<String, FieldType> types) {
    this.line = new DelimitedLine(format);
    this.first = new LayoutParser(line, format, format.layout(), types);
    this.others =
        format.others().stream()
            .map(layout -> new LayoutParser(line, format, layout, types))
            .toArray(LayoutParser[]::new);
    this.fronts = new LineFronts(format.inFront(), types);
  }

  @Override
  public void header(byte[] text, int from, int to) {
    if (Arrays.equals(header, 0, header.length, text, from, to)) {
      return;
    }
    header = Arrays.copyOfRange(text, from, to);
    String names = new String(header, StandardCharsets.UTF_8).strip();
    first.header(names);
    unknownInHeader = !names.isEmpty() && first.hasUnknown(names);
  }

  @Override
  public @Nullable String parse(byte[] text, int from, int to, Fields fields) {
    line.set(text, from, to);
    String problem = read(from, fields);
    if ((problem == null && !extras) || !fronts.areThere(text, from, to)) {
      return problem;
    }
    int way = way(text, to, true, fields);
    if (way < 0 && problem != null) {
      way = way(text, to, false, fields);
    }
    if (way >= 0) {
      fronts.write(way, fields);
      return null;
    }
    fields.begin();
    line.set(text, from, to);
    return read(from, fields);
  }

  /** The way to see what stands in front by which the rest is understood; negative for none. */
  private int way(byte[] text, int to, boolean whole, Fields fields) {
    for (int i = 0; i < fronts.count(); i++) {
      fields.begin();
      line.set(text, fronts.end(i), to);
      if (read(fronts.end(i), fields) == null && !(whole && extras)) {
        return i;
      }
    }
    return -1;
  }

  private @Nullable String read(int from, Fields fields) {
    extras = false;
    String problem = first.parse(from, fields);
    if (problem == null && !first.hasExtras()) {
      return null;
    }
    LayoutParser fitting = problem == null ? first : null;
    for (int i = 0; i < others.length && header.length == 0; i++) {
      fields.begin();
      if (others[i].parse(from, fields) == null) {
        if (!others[i].hasExtras()) {
          return null;
        }
        fitting = fitting == null || others[i].extraAt() > fitting.extraAt() ? others[i] : fitting;
      }
    }
    if (fitting == null) {
      return problem;
    }
    fields.begin();
    String known = fitting.parse(from, fields);
    fitting.writeExtras(fields);
    extras = true;
    return known;
  }

  @Override
  public boolean hasUnknownColumns() {
    return extras || unknownInHeader;
  }
}
