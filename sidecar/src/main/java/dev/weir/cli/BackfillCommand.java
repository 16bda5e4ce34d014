package dev.weir.cli;

import dev.weir.control.ControlClient;
import dev.weir.proto.v1.BackfillProgress;
import dev.weir.proto.v1.BackfillRequest;
import dev.weir.yaml.InvalidFileException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weir backfill}: has the daemon of this host read what lies in a bucket. */
@Command(
    name = "backfill",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Has the daemon of this host read what lies below a prefix and was not settled before.",
      "Alerts of what it reads are stored, and not sent.",
      "Objects that messages announce go first. Ctrl-C ends it; a second run goes on from there."
    },
    footer = {
      "%nAn object is of the day that its key names (.../2026/01/02/...), else of when it was"
          + " written.",
      "Exit codes: 0 all is settled and understood, 1 some is not, or nothing lies there, 2 wrong"
          + " usage, or no daemon answers."
    })
final class BackfillCommand implements Callable<Integer> {
  private static final String SCHEME = "s3://";

  @Parameters(
      paramLabel = "S3-URI",
      description = "s3://bucket/prefix, within source.buckets of the daemon's configuration.")
  private String where = "";

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Only objects of this time or later: 2026-01-02 (UTC) or 2026-01-02T10:00:00Z.")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      description = "Only objects before this time; a day without a time is included.")
  private @Nullable String to;

  @Option(
      names = "--notify",
      description = "Send the alerts of what is read to their destinations, too.")
  private boolean notify;

  @Option(names = "--dry-run", description = "Count, and read nothing.")
  private boolean dryRun;

  @Option(names = "--json", description = "Print the outcome as one JSON object on one line.")
  private boolean json;

  @ArgGroup private DaemonSocket daemon = new DaemonSocket();

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Override
  public Integer call() throws InvalidFileException {
    BackfillRequest request = request();
    BackfillText text = new BackfillText(request, System.nanoTime());
    ProgressLine line = json ? ProgressLine.none() : ProgressLine.on(spec.commandLine().getErr());
    BackfillProgress end;
    try {
      end =
          ControlClient.backfill(
              daemon.path(),
              request,
              progress -> line.show(text.progress(progress, System.nanoTime())));
    } catch (IllegalArgumentException | IOException e) {
      line.end();
      spec.commandLine().getErr().println("weir: " + e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    line.end();
    String outcome =
        json ? text.json(end, System.nanoTime()) : text.summary(end, System.nanoTime());
    spec.commandLine().getOut().println(outcome);
    boolean well = end.getLeft() + end.getPoisoned() + end.getTroubled() == 0;
    return well && end.getListed() > 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private BackfillRequest request() {
    String rest = where.startsWith(SCHEME) ? where.substring(SCHEME.length()) : "";
    int slash = rest.indexOf('/');
    String bucket = slash < 0 ? rest : rest.substring(0, slash);
    if (bucket.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "given '" + where + "', expected s3://bucket/prefix");
    }
    BackfillRequest.Builder request =
        BackfillRequest.newBuilder()
            .setBucket(bucket)
            .setPrefix(slash < 0 ? "" : rest.substring(slash + 1))
            .setDryRun(dryRun)
            .setNotify(notify);
    if (from != null) {
      request.setFromSeconds(time("--from", from, 0).getEpochSecond());
    }
    if (to != null) {
      request.setToSeconds(time("--to", to, 1).getEpochSecond());
    }
    if (request.hasFromSeconds()
        && request.hasToSeconds()
        && request.getFromSeconds() >= request.getToSeconds()) {
      throw new ParameterException(spec.commandLine(), "--from is not before --to");
    }
    return request.build();
  }

  private Instant time(String option, String text, int daysAfter) {
    try {
      return text.indexOf('T') < 0
          ? LocalDate.parse(text).plusDays(daysAfter).atStartOfDay(ZoneOffset.UTC).toInstant()
          : Instant.parse(text);
    } catch (DateTimeException e) {
      throw new ParameterException(
          spec.commandLine(),
          option + ": given '" + text + "', expected 2026-01-02 or 2026-01-02T10:00:00Z",
          e);
    }
  }
}
