package dev.weir.type;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The types that are known, in the order in which they are asked. Immutable, thread-safe.
 *
 * <p>The keys of all types are asked before the content of any, and what any JSON has ({@code json:
 * true}) is asked after all other content. Within each of the three the user's own types go first,
 * in the order of the configuration, then the types that ship, of which the more particular stand
 * first. So a rule that ships takes nothing from a rule of the user that tells as much.
 */
public final class LogTypes {
  private static final String JSON = "json";
  private static final String TEXT = "text";
  private static final LogTypes SHIPPED =
      new LogTypes(
          Stream.of(
                  "aws.cloudtrail.insight",
                  "aws.cloudtrail",
                  "aws.waf",
                  "aws.route53",
                  "aws.guardduty",
                  "aws.securityhub",
                  "aws.eventbridge",
                  "aws.networkfirewall",
                  "aws.config",
                  "aws.vpcflow",
                  "aws.alb.connection",
                  "aws.alb",
                  "aws.nlb",
                  "aws.elb",
                  "aws.cloudfront",
                  "aws.cloudfront.json",
                  "aws.s3access",
                  "nginx.access",
                  "apache.access",
                  "nginx.error",
                  "apache.error",
                  "linux.auth",
                  "syslog",
                  "cloudwatch.logs",
                  "splunk.hec",
                  "firehose.failed",
                  JSON,
                  TEXT)
              .map(TypeFile::shipped)
              .toList());

  private final Map<String, LogType> byName = new LinkedHashMap<>();

  LogTypes(List<LogType> types) {
    types.forEach(type -> byName.put(type.name(), type));
    byName.replaceAll((name, type) -> type.formOf() == null ? withForms(type) : type);
    byName.replaceAll((name, type) -> completed(type));
  }

  /** They share their indices, and so what fields hold. */
  private LogType withForms(LogType whole) {
    LogType joined = whole;
    for (LogType form : byName.values()) {
      joined = whole.name().equals(form.formOf()) ? joined.withFields(form.fields()) : joined;
    }
    return joined;
  }

  private LogType completed(LogType type) {
    LogType whole = type.formOf() == null ? null : byName.get(type.formOf());
    return whole == null ? type : type.completedBy(whole);
  }

  /** Those that ship with Weir. */
  public static LogTypes shipped() {
    return SHIPPED;
  }

  /**
   * These with others beside them. One of a name that is known takes that one's place; the rest
   * come first, in the order given.
   */
  public LogTypes with(List<LogType> others) {
    Map<String, LogType> all = new LinkedHashMap<>();
    others.stream()
        .filter(type -> !byName.containsKey(type.name()))
        .forEach(type -> all.put(type.name(), type));
    all.putAll(byName);
    others.forEach(type -> all.put(type.name(), type));
    return new LogTypes(List.copyOf(all.values()));
  }

  /** A type that the user names: JSON values, a day in each index, the time where it mostly is. */
  public static LogType json(String name) {
    return shipped(JSON).named(name);
  }

  public List<LogType> all() {
    return List.copyOf(byName.values());
  }

  /** The type of this name, or null. */
  public @Nullable LogType named(String name) {
    return byName.get(name);
  }

  /** What the key alone tells. */
  public Recognition byKey(String key) {
    for (LogType type : byName.values()) {
      int i = type.keyRule(key);
      if (i >= 0) {
        KeyRule rule = type.keys().get(i);
        String reason = rule.skipReason();
        return reason == null
            ? new Recognition.Recognized(
                type, "its key matches %s (%s)".formatted(rule.pattern(), type.nameOfKeyRule(i)))
            : new Recognition.Skipped(reason);
      }
    }
    return Recognition.UNKNOWN;
  }

  /** What the first bytes tell; {@link #text} where they tell nothing more. */
  public LogType byContent(Head head) {
    LogType anyJson = null;
    for (LogType type : byName.values()) {
      ContentSign sign = type.signIn(head);
      if (sign != null && !sign.anyJson()) {
        return type;
      }
      anyJson = sign == null || anyJson != null ? anyJson : type;
    }
    return anyJson == null ? text() : anyJson;
  }

  /** Whether the type is written in other forms as well. */
  public boolean hasForms(LogType type) {
    return byName.values().stream().anyMatch(other -> type.name().equals(other.formOf()));
  }

  /** The form of the type that the first bytes show, else the type itself: no key tells. */
  public LogType form(LogType type, Head head) {
    for (LogType other : byName.values()) {
      if (type.name().equals(other.formOf())
          && (other.signIn(head) != null
              || (other.format() instanceof RecordFormat.Json && head.isJson()))) {
        return other;
      }
    }
    return type;
  }

  private static LogType shipped(String name) {
    return Objects.requireNonNull(SHIPPED.named(name));
  }

  /** The type of what is nothing more particular. */
  public static LogType text() {
    return shipped(TEXT);
  }
}
