package dev.weir.cli;

import java.io.PrintWriter;
import java.util.ServiceLoader;
import picocli.CommandLine;

/** Where the process begins, and the only place where it ends by itself. */
public final class Main {
  private Main() {}

  /** Runs a command and exits: 0 done, 1 it ran and found a problem, 2 wrong usage. */
  public static void main(String[] args) {
    ShutdownSignal signal = new ShutdownSignal();
    CommandLine weir =
        WeirCommandLine.create(
            new WiredDaemons(), ServiceLoader.load(CommandProvider.class), signal);
    int code = weir.execute(args);
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
