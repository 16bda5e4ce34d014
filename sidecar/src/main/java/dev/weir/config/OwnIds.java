package dev.weir.config;

import dev.weir.type.LogType;
import dev.weir.type.LogTypes;
import java.util.List;

/** Says of each bucket whether records are named by their events' own ids, and whose. */
public final class OwnIds {
  private OwnIds() {}

  /** A line for each bucket of a configuration. */
  public static List<String> notes(WeirConfig config) {
    return config.source().buckets().stream().map(bucket -> note(config, bucket)).toList();
  }

  private static String note(WeirConfig config, BucketConfig bucket) {
    String place = "s3://%s/%s: ".formatted(bucket.name(), String.join(" ", bucket.prefixes()));
    List<String> accounts = config.source().accounts();
    if (!mayHold(config, bucket)) {
      return place + "its types have no ids of events, so ids come from places";
    }
    if (bucket.ownIds() != null) {
      return place
          + (bucket.ownIds()
              ? "ids of events count, whoever writes there (own_ids: true)"
              : "ids come from places (own_ids: false)");
    }
    return place
        + (accounts.isEmpty()
            ? "CAUTION: ids of events count below AWSLogs/ for any account; name yours in"
                + " source.accounts"
            : "ids of events count below AWSLogs/ for " + String.join(", ", accounts));
  }

  /** Whether a type of its records has ids of events; those of a bucket without types may. */
  private static boolean mayHold(WeirConfig config, BucketConfig bucket) {
    return bucket.types().isEmpty()
        || bucket.types().stream().noneMatch(type -> type.key().equals("**"))
        || bucket.types().stream().anyMatch(type -> hasIds(config, type.type()));
  }

  private static boolean hasIds(WeirConfig config, String name) {
    TypeConfig given = config.types().get(name);
    LogType type =
        given != null && given.defined() != null ? given.defined() : LogTypes.shipped().named(name);
    return type != null && type.eventId() != null;
  }
}
