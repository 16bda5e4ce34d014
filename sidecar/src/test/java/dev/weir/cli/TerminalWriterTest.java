package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TerminalWriterTest {
  private final StringWriter written = new StringWriter();
  private final PrintWriter out = new PrintWriter(new TerminalWriter(written));

  @Test
  void showsWhatWouldSteerTheTerminal() {
    out.print("a\u001b[31mb\u009b2J\r\u202egpj.exe\u2066\n\tc");
    out.append("\u200f", 0, 1).write(new char[] {'x', '\u0085'}, 0, 2);

    assertEquals(
        "a\\u001b[31mb\\u009b2J\\u000d\\u202egpj.exe\\u2066\n\tc\\u200fx\\u0085",
        written.toString());
  }

  @Test
  void letsTheProgramWriteOverItsOwnLine() {
    out.write('\r');
    out.println("50 %");

    assertEquals("\r50 %" + System.lineSeparator(), written.toString());
  }
}
