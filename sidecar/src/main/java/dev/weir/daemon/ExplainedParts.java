package dev.weir.daemon;

import dev.weir.source.ObjectCount;
import dev.weir.source.ObjectTarget;
import dev.weir.source.content.ContentPart;
import dev.weir.source.frame.FrameTarget;
import dev.weir.source.split.SlidingWindow;
import dev.weir.type.ContentSign;
import dev.weir.type.Head;
import dev.weir.type.LogType;
import dev.weir.type.Recognition;
import dev.weir.type.SplitFormat;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells a listener what the parts of one object are, and by which rule. */
final class ExplainedParts implements ObjectTarget {
  private static final int MOST_SHOWN = 200;

  private final Function<ContentPart, Recognition> names;
  private final List<LogType> own;
  private final String key;
  private final FrameTarget frames;
  private final ExplainListener listener;
  private boolean parts;
  private boolean blank = true;
  private boolean lines;

  /**
   * Parts that are to come.
   *
   * @param names what is known of a part before its content is looked at
   * @param own the user's own types
   * @param key the object's
   * @param frames where the frames of all parts go
   */
  ExplainedParts(
      Function<ContentPart, Recognition> names,
      List<LogType> own,
      String key,
      FrameTarget frames,
      ExplainListener listener) {
    this.names = names;
    this.own = own;
    this.key = key;
    this.frames = frames;
    this.listener = listener;
  }

  @Override
  public FrameTarget opened(LogType type) {
    return frames;
  }

  @Override
  public void part(ContentPart part, LogType type, @Nullable SlidingWindow content)
      throws IOException {
    Head head = content == null ? null : content.head();
    parts = true;
    blank &= head != null && head.isBlank();
    lines = type.splitFormat() instanceof SplitFormat.TextLines;
    if (head != null && head.isEmpty()) {
      // Nothing has no type.
      return;
    }
    String member = part.member();
    String whole = member == null ? "" : "its member " + member + ": ";
    if (part instanceof ContentPart.Opaque opaque) {
      listener.opaque(type, whole + "it is no text but " + opaque.kind().label());
      return;
    }
    String why = why(names.apply(part), type, head) + passedOver(member, type, head);
    listener.recognized(type, whole + why);
  }

  private static String why(Recognition name, LogType found, @Nullable Head head) {
    ContentSign sign = head == null ? null : found.signIn(head);
    String content =
        sign == null ? "" : "its content has %s (content of %s)".formatted(shown(sign), found);
    if (name instanceof Recognition.Recognized(LogType type, String why)) {
      if (type.name().equals(found.name())) {
        return why;
      }
      return why + ", and " + (content.isEmpty() ? "its content is of this form" : content);
    }
    return content.isEmpty() ? "neither key nor content tell more" : content;
  }

  /** What the sign looks for, no longer than somebody reads; {@code weir types} shows all of it. */
  private static String shown(ContentSign sign) {
    String text = sign.text();
    String whole = text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
    return sign.alike().isEmpty()
        ? whole
        : whole
            + ", as logs of %s may have, too: a key, buckets[].types or --type tells them apart"
                .formatted(String.join(", ", sign.alike()));
  }

  /** Of the user's own types those that it would be of if nothing else were asked before them. */
  private String passedOver(@Nullable String member, LogType found, @Nullable Head head) {
    List<String> names = member == null ? List.of(key) : List.of(member, key);
    return own.stream()
        .filter(type -> !type.name().equals(found.name()))
        .map(type -> type.ruleFor(names, head))
        .filter(Objects::nonNull)
        .map("; that goes before %s, which fits as well"::formatted)
        .collect(Collectors.joining());
  }

  /** Why an object of these parts holds no records. */
  String emptiness(ObjectCount count) {
    if (count.bytes() == 0) {
      return "it has 0 bytes";
    }
    if (!parts) {
      return "it is an archive with nothing in it";
    }
    if (blank) {
      return "it is empty but for blanks";
    }
    if (count.skippedDocuments() > 0) {
      return "its documents say that they hold none";
    }
    return lines
        ? "it has nothing but a header, comments and blank lines"
        : "its list of records is empty";
  }
}
