package dev.weir.config;

import dev.weir.settings.AwsAccess;
import dev.weir.settings.AwsNames;
import dev.weir.yaml.Durations;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.net.URI;
import java.time.Duration;

/**
 * One SQS queue with notifications of S3.
 *
 * @param name its name in metrics; the last part of the URL if the file has none
 * @param url the queue's URL
 * @param access region, endpoint, role
 * @param visibilityTimeout for how long a message stays ours before it is extended
 * @param waitTime the long poll's length
 */
public record QueueConfig(
    String name, URI url, AwsAccess access, Duration visibilityTimeout, Duration waitTime) {

  static QueueConfig read(Section section) {
    URI url =
        section.required("url", URI.create("http://localhost/"), "the queue's URL", Forms.HTTP_URL);
    String urlPath = url.getPath();
    String last = urlPath.substring(urlPath.lastIndexOf('/') + 1);
    String told = AwsNames.regionOf(url);
    AwsAccess access = AwsAccess.read(section);
    if (told != null && access.region() != null && !told.equals(access.region())) {
      section.problem(
          "region",
          "'" + access.region() + "', and the url names " + told,
          told + ", or no region");
    }
    return new QueueConfig(
        section.value("name", last, Forms.TEXT),
        url,
        access.in(told),
        section.value("visibility_timeout", Durations.parse("2m"), Forms.duration("10s", "12h")),
        section.value("wait_time", Durations.parse("20s"), Forms.duration("0s", "20s")));
  }
}
