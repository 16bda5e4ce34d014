package dev.weir.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** The measured process's side of {@link MeasuredProcess}. */
final class SampleDesk {
  static final String ANSWER = "sample ";

  private SampleDesk() {}

  /** Answers each line on stdin with a sample, until there are no more. */
  static void answerUntilTold() throws IOException {
    BufferedReader questions =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    while (questions.readLine() != null) {
      System.out.println(ANSWER + Sample.ofThisProcess().toLine());
    }
  }
}
