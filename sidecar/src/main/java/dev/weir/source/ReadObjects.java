package dev.weir.source;

import dev.weir.account.Frame;
import dev.weir.account.ObjectVersion;
import dev.weir.source.resend.SentFrames;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The objects that are open, by what the GET said. Thread-safe. */
final class ReadObjects {
  private final Map<ObjectVersion, ReadObject> open = new ConcurrentHashMap<>();
  private final SentFrames sent;

  ReadObjects(SentFrames sent) {
    this.sent = sent;
  }

  void opened(ObjectVersion version, ReadObject object) {
    open.put(version, object);
  }

  @Nullable ReadObject get(ObjectVersion version) {
    return open.get(version);
  }

  /** No frame of it need be watched any more. */
  @Nullable ReadObject forget(ObjectVersion version) {
    sent.forget(version);
    return open.remove(version);
  }

  /** The forward server took a frame. */
  void acknowledged(Frame frame) {
    sent.acknowledged(frame);
    ReadObject object = open.get(frame.object());
    if (object != null) {
      object.account().frameAcknowledged(frame);
    }
  }
}
