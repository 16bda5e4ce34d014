package dev.weir.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/** One run of the command line with its output caught. */
record CommandRun(int code, String out, String err) {

  static CommandRun of(String... args) {
    return of(new RecordingDaemons(false), List.of(), new ManualStop(), args);
  }

  static CommandRun of(
      DaemonFactory daemons, List<CommandProvider> providers, StopSignal signal, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine weir =
        WeirCommandLine.create(daemons, providers, signal)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));
    int code = weir.execute(args);
    return new CommandRun(code, out.toString(), err.toString());
  }
}
