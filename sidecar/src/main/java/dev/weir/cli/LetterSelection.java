package dev.weir.cli;

import dev.weir.proto.v1.LettersRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which dead letters a command is for. */
final class LetterSelection {
  @Option(names = "--reason", description = "Only those with this reason.")
  private @Nullable String reason;

  @Option(names = "--type", description = "Only those of this log type.")
  private @Nullable String type;

  @Option(
      names = "--object",
      paramLabel = "URI",
      description = "Only those from s3://bucket/key, or from what begins so.")
  private @Nullable String object;

  @Option(
      names = "--since",
      converter = SinceConverter.class,
      paramLabel = "TIME",
      description = "Only those written since: 2026-11-21T02:00:00Z, 2026-11-21, or 24h ago.")
  private @Nullable Instant since;

  @Option(
      names = "--until",
      converter = SinceConverter.class,
      paramLabel = "TIME",
      description = "Only those written before.")
  private @Nullable Instant until;

  @Option(names = "--limit", paramLabel = "N", description = "At most so many, the newest.")
  private @Nullable Long limit;

  @Spec(Spec.Target.MIXEE)
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  /** Whether nothing is asked for. */
  boolean isEmpty() {
    return reason == null && type == null && object == null && since == null && until == null;
  }

  LettersRequest.Builder request() {
    if (limit != null && limit < 1) {
      throw new CommandLine.ParameterException(spec.commandLine(), "--limit is at least 1");
    }
    if (object != null && !object.matches("(?s)s3://[^/]+(/.*)?")) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--object is s3://bucket/key, or a beginning of it");
    }
    LettersRequest.Builder request = LettersRequest.newBuilder();
    if (reason != null) {
      request.setReason(reason);
    }
    if (type != null) {
      request.setType(type);
    }
    if (object != null) {
      request.setObject(object);
    }
    if (since != null) {
      request.setSinceMillis(since.toEpochMilli());
    }
    if (until != null) {
      request.setUntilMillis(until.toEpochMilli());
    }
    if (limit != null) {
      request.setLimit(limit);
    }
    return request;
  }
}
