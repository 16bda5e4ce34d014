package dev.weir.cli;

import java.io.PrintWriter;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** Where the process begins, and the only place where it ends by itself. */
public final class Main {
  private static final Logger LOG = LoggerFactory.getLogger(Main.class);

  private Main() {}

  /** Runs a command and exits: 0 done, 1 it ran and found a problem, 2 wrong usage. */
  public static void main(String[] args) {
    LogFormatter.install();
    ShutdownSignal signal = new ShutdownSignal();
    CommandLine weir =
        WeirCommandLine.create(
            new WiredDaemons(), ServiceLoader.load(CommandProvider.class), signal);
    weir.setOut(TerminalWriter.on(System.out));
    weir.setErr(TerminalWriter.on(System.err));
    weir.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    int code = CommandLine.ExitCode.SOFTWARE;
    try {
      code = weir.execute(args);
    } catch (Error e) {
      // Left to itself it would end this thread alone, and the JVM would wait for our drain for
      // ever.
      LOG.error("ended by a defect of the program or of its installation", e);
    }
    flush(weir.getOut());
    flush(weir.getErr());
    if (signal.wasAsked()) {
      // The JVM is ending for a signal and would report that; a clean drain is a success.
      Runtime.getRuntime().halt(code);
    }
    signal.release();
    System.exit(code);
  }

  private static void flush(PrintWriter writer) {
    writer.flush();
  }
}
