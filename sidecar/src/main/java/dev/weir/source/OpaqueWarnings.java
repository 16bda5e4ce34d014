package dev.weir.source;

import dev.weir.account.ObjectVersion;
import dev.weir.source.content.ContentKind;
import dev.weir.source.content.ContentPart;
import dev.weir.text.LogLimiter;
import dev.weir.text.LogText;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns of content that is no text, once a minute for each kind. Thread-safe. */
final class OpaqueWarnings {
  private static final Logger LOG = LoggerFactory.getLogger(OpaqueWarnings.class);

  private final LongSupplier nanoClock;
  private final Map<ContentKind, LogLimiter> limiters = new ConcurrentHashMap<>();

  OpaqueWarnings(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  void warn(ObjectVersion object, ContentPart.Opaque part) {
    long heldBack =
        limiters.computeIfAbsent(part.kind(), kind -> LogLimiter.aMinute(nanoClock, 1)).pass();
    if (heldBack < 0) {
      return;
    }
    String member = part.member();
    LOG.warn(
        "Could not read {}s3://{}/{}: {} ({}). A dead letter stands for it, and the object stays."
            + " {}. {} more like it since the last such line",
        member == null ? "" : LogText.of(member) + " in ",
        LogText.of(object.bucket()),
        LogText.of(object.key()),
        part.reason().label(),
        part.kind().label(),
        part.kind().advice(),
        heldBack);
  }
}
