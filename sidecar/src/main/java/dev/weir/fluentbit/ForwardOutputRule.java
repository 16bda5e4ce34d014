package dev.weir.fluentbit;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The outputs that send to a sidecar. */
final class ForwardOutputRule implements Rule {
  private static final Pattern SECONDS = Pattern.compile("(\\d{1,9})([smhd]?)");
  private static final long SHORTEST_SECONDS = 60;
  private static final Set<String> THIS_HOST = Set.of("127.0.0.1", "::1", "localhost");

  @Override
  public void check(Configuration configuration, Findings findings) {
    for (Section output : configuration.outputs()) {
      if (output.is("forward")) {
        checkSocket(output, findings);
        checkTimeout(output, findings);
        checkKeepalive(output, findings);
        checkObjects(output, findings);
      }
    }
  }

  private static void checkSocket(Section output, Findings findings) {
    if (output.property("unix_path").isPresent() && output.property("shared_key").isPresent()) {
      findings.loss(
          output,
          "shared_key",
          "unix_path together with shared_key",
          "Fluent Bit crashes at the first chunk",
          "no shared_key; the socket's permissions say who may connect");
    }
  }

  private static void checkTimeout(Section output, Findings findings) {
    String given = output.value("net.io_timeout", "0");
    long seconds = seconds(given);
    boolean near = output.property("unix_path").isPresent();
    if (seconds > 0 && (near || seconds < SHORTEST_SECONDS)) {
      findings.caution(
          output,
          "net.io_timeout",
          "net.io_timeout " + given,
          "A chunk that OpenSearch takes longer for is sent again and again while it is at work",
          near ? "net.io_timeout 0" : "net.io_timeout 0, or at least 60");
    }
  }

  private static void checkKeepalive(Section output, Findings findings) {
    boolean timesOut = seconds(output.value("net.io_timeout", "0")) > 0;
    if (beyondThisHost(output) && !timesOut && !output.isOn("net.tcp_keepalive")) {
      findings.caution(
          output,
          "host",
          "no net.tcp_keepalive",
          "A host that vanishes without a word is never noticed: its worker waits for the answer for"
              + " ever",
          "net.tcp_keepalive on");
    }
  }

  private static boolean beyondThisHost(Section output) {
    return output.property("upstream").isPresent()
        || (output.property("unix_path").isEmpty()
            && !THIS_HOST.contains(output.value("host", "127.0.0.1")));
  }

  private static void checkObjects(Section output, Findings findings) {
    if (!output.mayTake(Tags.OBJECTS)) {
      return;
    }
    if (output.property("upstream").isPresent()) {
      findings.loss(
          output,
          "upstream",
          "s3.* goes to several sidecars",
          "The sidecar of the host that read an object has to see each of its records; the others"
              + " cannot settle it",
          "match host.*");
    }
    if (output.property("tag").isPresent()) {
      findings.loss(
          output,
          "tag",
          "tag " + output.value("tag", ""),
          "Records of s3.* arrive under another tag, one by one, and what filters dropped of them"
              + " cannot be counted",
          "no tag");
    }
  }

  private static long seconds(String text) {
    Matcher time = SECONDS.matcher(text.strip());
    if (!time.matches()) {
      return 0;
    }
    long number = Long.parseLong(time.group(1));
    return switch (time.group(2)) {
      case "m" -> number * 60;
      case "h" -> number * 3_600;
      case "d" -> number * 86_400;
      default -> number;
    };
  }
}
