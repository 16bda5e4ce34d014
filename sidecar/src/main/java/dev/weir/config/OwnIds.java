package dev.weir.config;

import dev.weir.source.BucketSettings;
import dev.weir.source.TypeRule;
import dev.weir.type.LogType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says of each bucket what the ids of its documents come from, and for whose events. */
public final class OwnIds {
  private static final String PLACE = "the _id of a document comes from where its record lies";
  private static final String EVENT = "the _id of a document is its event's own id";

  private OwnIds() {}

  /** A line for each bucket of a configuration. */
  public static List<String> notes(WeirConfig config) {
    return config.source().buckets().stream()
        .map(bucket -> place(bucket) + ": " + note(config, bucket))
        .toList();
  }

  /**
   * What to write so that nobody can take the id of an event before it comes, if that is needed.
   */
  public static Optional<String> caution(WeirConfig config) {
    if (!config.source().accounts().isEmpty()) {
      return Optional.empty();
    }
    String places =
        config.source().buckets().stream()
            .filter(bucket -> bucket.ownIds() == null && mayHoldAwsIds(config, bucket))
            .map(OwnIds::place)
            .collect(Collectors.joining(", "));
    return places.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "source.accounts names no account, so events' own ids count below AWSLogs/ for any"
                + " account in "
                + places
                + ": whoever may write there can take the id of an event before the event comes."
                + " Write the accounts of your logs into source.accounts");
  }

  private static String place(BucketSettings bucket) {
    return "s3://%s/%s".formatted(bucket.bucket(), String.join(" ", bucket.prefixes()));
  }

  private static String note(WeirConfig config, BucketSettings bucket) {
    if (bucket.ownIds() != null) {
      return bucket.ownIds()
          ? EVENT + ", if it has one, whoever wrote the object (own_ids: true)"
          : PLACE + " (own_ids: false)";
    }
    if (mayHoldAwsIds(config, bucket)) {
      List<String> accounts = config.source().accounts();
      return EVENT
          + " in objects below AWSLogs/ of "
          + (accounts.isEmpty() ? "any account" : String.join(", ", accounts))
          + ", else it comes from where the record lies";
    }
    String withIds =
        bucket.types().stream()
            .map(TypeRule::type)
            .filter(type -> eventId(config, type))
            .distinct()
            .collect(Collectors.joining(", "));
    return withIds.isEmpty()
        ? PLACE + ", as its types have no other id"
        : PLACE + ": the id of " + withIds + " counts only with own_ids: true";
  }

  /**
   * Whether records may come whose ids count by the keys of AWS: others than its rules name may.
   */
  private static boolean mayHoldAwsIds(WeirConfig config, BucketSettings bucket) {
    boolean allTyped =
        bucket.places().stream()
            .allMatch(prefix -> bucket.types().stream().anyMatch(rule -> covers(rule, prefix)));
    return !allTyped
        || bucket.types().stream()
            .anyMatch(rule -> issued(TypeConfig.type(config.types(), rule.type())));
  }

  /** Whether the rule is for all keys below the prefix, so far as its beginning shows. */
  private static boolean covers(TypeRule rule, String prefix) {
    String glob = rule.keys();
    if (!glob.endsWith("**")) {
      return false;
    }
    String front = glob.substring(0, glob.length() - 2);
    return front.indexOf('*') < 0 && front.indexOf('?') < 0 && prefix.startsWith(front);
  }

  private static boolean issued(@Nullable LogType type) {
    return type != null && type.eventId() != null && type.eventId().issuer() != null;
  }

  private static boolean eventId(WeirConfig config, String name) {
    LogType type = TypeConfig.type(config.types(), name);
    return type != null && type.eventId() != null;
  }
}
