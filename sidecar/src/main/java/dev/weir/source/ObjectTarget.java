package dev.weir.source;

import dev.weir.source.content.ContentPart;
import dev.weir.source.frame.FrameTarget;
import dev.weir.source.split.SlidingWindow;
import dev.weir.type.LogType;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Takes what one object comes to. */
@FunctionalInterface
public interface ObjectTarget {
  /**
   * Told once, before all else, when the object's type is known: that of its first part.
   *
   * @return where the frames of all parts go
   */
  FrameTarget opened(LogType type);

  /**
   * A part begins: all of the object, or a member of the archive that it is.
   *
   * @param content where its head can be asked for; null where it is no text
   */
  default void part(ContentPart part, LogType type, @Nullable SlidingWindow content)
      throws IOException {}
}
