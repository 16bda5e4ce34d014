package dev.weir.source.queue;

import dev.weir.settings.AwsAccess;
import dev.weir.settings.AwsNames;
import dev.weir.yaml.Durations;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.net.URI;
import java.time.Duration;

/**
 * One queue.
 *
 * @param name its name in logs and metrics
 * @param url the queue's URL
 * @param access how to reach it
 * @param visibility how long a message stays hidden without a sign of life; extended while its
 *     objects are at work, and the pause before another try where they could not be read
 * @param pollWait of one long poll, at most 20 s
 */
public record QueueSettings(
    String name, String url, AwsAccess access, Duration visibility, Duration pollWait) {
  public QueueSettings {
    if (visibility.toSeconds() < 1 || visibility.toHours() > 12) {
      throw new IllegalArgumentException("visibility is 1s to 12h, was " + visibility);
    }
    if (pollWait.isNegative() || pollWait.toSeconds() > 20) {
      throw new IllegalArgumentException("pollWait is 0s to 20s, was " + pollWait);
    }
  }

  /** Five minutes of visibility, polls of 20 s. */
  public static QueueSettings of(String url, AwsAccess access) {
    return new QueueSettings(
        url.substring(url.lastIndexOf('/') + 1),
        url,
        access,
        Duration.ofMinutes(5),
        Duration.ofSeconds(20));
  }

  /** Reads one of {@code source.queues}. */
  public static QueueSettings read(Section section) {
    URI url =
        section.required("url", URI.create("http://localhost/"), "the queue's URL", Forms.HTTP_URL);
    String path = url.getPath();
    String told = AwsNames.regionOf(url);
    AwsAccess access = AwsAccess.read(section);
    if (told != null && access.region() != null && !told.equals(access.region())) {
      section.problem(
          "region",
          "'" + access.region() + "', and the url names " + told,
          told + ", or no region");
    }
    return new QueueSettings(
        section.value("name", path.substring(path.lastIndexOf('/') + 1), Forms.TEXT),
        url.toString(),
        access.in(told),
        section.value("visibility_timeout", Durations.parse("2m"), Forms.duration("10s", "12h")),
        section.value("wait_time", Durations.parse("20s"), Forms.duration("0s", "20s")));
  }
}
