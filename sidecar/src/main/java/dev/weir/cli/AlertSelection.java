package dev.weir.cli;

import dev.weir.proto.v1.AlertsRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which alerts a command is for. */
final class AlertSelection {
  @Option(
      names = "--severity",
      description = "Only this severity and higher: informational, low, medium, high, critical.")
  private @Nullable String severity;

  @Option(names = "--rule", paramLabel = "ID", description = "Only those of the rule with this id.")
  private @Nullable String rule;

  @Option(names = "--type", description = "Only those of this log type.")
  private @Nullable String type;

  @Option(names = "--account", description = "Only those of this AWS account.")
  private @Nullable String account;

  @Option(
      names = "--since",
      converter = SinceConverter.class,
      paramLabel = "TIME",
      description = "Only those opened since: 2026-11-21T02:00:00Z, 2026-11-21, or 24h ago.")
  private @Nullable Instant since;

  @Option(names = "--limit", paramLabel = "N", description = "At most so many, the newest.")
  private @Nullable Long limit;

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  /** Whether nothing is asked for. */
  boolean isEmpty() {
    return severity == null && rule == null && type == null && account == null && since == null;
  }

  AlertsRequest.Builder request() {
    if (limit != null && limit < 1) {
      throw new CommandLine.ParameterException(spec.commandLine(), "--limit is at least 1");
    }
    AlertsRequest.Builder request = AlertsRequest.newBuilder();
    if (severity != null) {
      request.setSeverity(severity);
    }
    if (rule != null) {
      request.setRule(rule);
    }
    if (type != null) {
      request.setType(type);
    }
    if (account != null) {
      request.setAccount(account);
    }
    if (since != null) {
      request.setSinceMillis(since.toEpochMilli());
    }
    if (limit != null) {
      request.setLimit(limit);
    }
    return request;
  }
}
