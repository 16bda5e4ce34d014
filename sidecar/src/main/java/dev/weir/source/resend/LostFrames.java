package dev.weir.source.resend;

import dev.weir.account.Frame;
import dev.weir.account.ObjectVersion;
import java.util.List;

/** What is done about frames that will not arrive. */
public interface LostFrames {
  /**
   * Sends frames of one object again. Each that goes out is told to {@link SentFrames#sent}.
   *
   * @return whether they can be sent again, now or later; false if the object is not there any more
   * @throws InterruptedException when the source closes
   */
  boolean resend(ObjectVersion object, List<Frame> frames) throws InterruptedException;

  /** Gives frames of one object up: they were sent as often as is worth it. */
  void giveUp(ObjectVersion object, List<Frame> frames);
}
