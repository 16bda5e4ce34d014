package dev.weir.cli;

import dev.weir.config.ConfigFile;
import dev.weir.config.LoadedConfig;
import dev.weir.yaml.InvalidFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code weir run}: the daemon. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Runs the daemon until SIGTERM or SIGINT, then drains.",
      "On SIGHUP, it reads lists, tables, databases and rules again, and names what in the"
          + " configuration has changed and needs a restart."
    })
final class RunCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

  private final DaemonFactory daemons;
  private final StopSignal signal;

  @Option(
      names = {"-c", "--config"},
      required = true,
      paramLabel = "FILE",
      description = "The configuration, weir.yaml.")
  private Path file = Path.of("");

  RunCommand(DaemonFactory daemons, StopSignal signal) {
    this.daemons = daemons;
    this.signal = signal;
  }

  @Override
  public Integer call() throws InvalidFileException, IOException, InterruptedException {
    LoadedConfig loaded = ConfigFile.forThisProcess().load(file);
    LOG.info("configuration of {}:\n{}", file, loaded.effective());
    Daemon daemon = daemons.create(loaded.config());
    signal.arm();
    try {
      daemon.start();
      Reload reload = new Reload(file, loaded, daemon);
      HangupSignal.handle(reload::run);
      signal.await();
    } finally {
      List<String> givenUp = daemon.stop();
      givenUp.forEach(what -> LOG.warn("not drained, to be delivered again: {}", what));
    }
    return CommandLine.ExitCode.OK;
  }
}
