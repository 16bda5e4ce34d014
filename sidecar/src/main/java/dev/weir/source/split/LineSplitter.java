package dev.weir.source.split;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.weir.json.ByteSearch;
import dev.weir.msgpack.MsgpackWriter;
import dev.weir.type.SplitFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Lines, ended by LF or CRLF, the last one perhaps not ended. An empty line is no record, nor is a
 * comment or a header; the last header goes with each line after it.
 */
final class LineSplitter extends WindowSplitter {
  private static final PieceFinder NEWLINE = ByteSearch::newline;
  private static final int MOST_HEADER_BYTES = 16 << 10;

  private final @Nullable Pattern header;
  private final byte[] comment;
  private byte @Nullable [] envelope;
  private boolean begun;

  /**
   * Whether no record was found yet: only there a header without a comment's sign is looked for.
   */
  private boolean first = true;

  LineSplitter(SlidingWindow window, int capBytes, SplitFormat.TextLines lines) {
    super(window, capBytes);
    this.header = lines.header();
    this.comment = lines.comment().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public boolean next(Slice slice) throws IOException {
    if (!begun) {
      begun = true;
      skipByteOrderMark();
    }
    while (true) {
      release();
      int end = seek(NEWLINE);
      if (end == OVER_CAP) {
        return skipOverCap(slice, NEWLINE);
      }
      if (end == AT_END) {
        return last(slice);
      }
      int start = window.start();
      take(end + 1);
      int trimmed = trim(start, end);
      if (trimmed > start && !isHeader(start, trimmed)) {
        slice.record(window, start, trimmed);
        return slice.in(envelope);
      }
    }
  }

  private boolean last(Slice slice) {
    int trimmed = trim(window.start(), window.end());
    if (window.failure() != null || trimmed == window.start()) {
      return end(slice);
    }
    take(window.end());
    if (isHeader(window.start(), trimmed)) {
      return false;
    }
    slice.record(window, window.start(), trimmed);
    slice.in(envelope);
    return slice.endsContent();
  }

  /** Whether the line is no record; a header is kept. */
  private boolean isHeader(int from, int to) {
    boolean asComment =
        comment.length > 0
            && to - from >= comment.length
            && Arrays.equals(
                window.bytes(), from, from + comment.length, comment, 0, comment.length);
    boolean asFirst = comment.length == 0 && first;
    first = false;
    if (header == null || !(asComment || asFirst) || to - from > MOST_HEADER_BYTES) {
      return asComment;
    }
    Matcher matcher =
        header.matcher(new String(window.bytes(), from, to - from, StandardCharsets.UTF_8));
    if (!matcher.find()) {
      return asComment;
    }
    MsgpackWriter text = new MsgpackWriter(256);
    String inner = matcher.groupCount() > 0 ? matcher.group(1) : null;
    text.writeStr(inner == null ? matcher.group() : inner);
    envelope = text.toByteArray();
    return true;
  }

  private int trim(int start, int end) {
    return end > start && window.bytes()[end - 1] == '\r' ? end - 1 : end;
  }
}
