package dev.weir.notify;

import dev.weir.feed.PrivateAddressException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;

/** Says what an answer, or the lack of one, means for a message. */
final class WebOutcome {
  private static final Duration LONGEST_WAIT = Duration.ofDays(1);
  private static final int SHOWN_CHARACTERS = 200;

  private final String name;
  private final String host;
  private final List<String> secrets;

  /**
   * Of one destination.
   *
   * @param secrets what is never shown, whatever the host answers
   */
  WebOutcome(String name, String host, List<String> secrets) {
    this.name = name;
    this.host = host;
    this.secrets = List.copyOf(secrets);
  }

  /** What an answer means. */
  Sent of(WebAnswer answer, Instant now) {
    int status = answer.status();
    if (status >= 200 && status < 300) {
      return new Sent.Taken();
    }
    if (status == 429) {
      return new Sent.Later(
          retryAfter(answer, now),
          start() + host + " takes no more messages for now (status 429). Weir sends it later.");
    }
    if (status == 408 || status == 425 || status >= 500 || status < 200) {
      return new Sent.Later(
          retryAfter(answer, now),
          start() + host + " has trouble of its own: " + told(answer) + ". Weir sends it later.");
    }
    if (status < 400) {
      return new Sent.Refused(
          start()
              + host
              + " redirects to "
              + shownTarget(answer.location())
              + ", and Weir follows no redirect. Put the new address into `url`.");
    }
    return new Sent.Refused(
        start() + host + " refuses the message: " + told(answer) + ". " + advice(status));
  }

  /** What it means that there is no answer. */
  Sent of(IOException failure) {
    String what =
        switch (failure) {
          case PrivateAddressException guarded -> "";
          case UnknownHostException unknown -> "no address is known for " + host;
          case ConnectTimeoutException late -> host + " does not take a connection in time";
          case SocketTimeoutException late -> host + " does not answer in time";
          case ConnectException refused -> "there is no connection to " + host;
          case SSLException tls ->
              "TLS with " + host + " fails: " + shown(String.valueOf(tls.getMessage()));
          default -> "the connection to " + host + " broke off: " + shown(failure.toString());
        };
    return what.isEmpty()
        ? new Sent.Refused(
            start()
                + host
                + " has an address in a private network. Set private_addresses: true if that is"
                + " meant.")
        : new Sent.Later(Optional.empty(), start() + what + ". Weir sends the message later.");
  }

  private String start() {
    return "Destination " + name + ": ";
  }

  private static String advice(int status) {
    return switch (status) {
      case 401, 403 ->
          "It does not accept the key. Make a new one there, and put it into the configuration.";
      case 404, 410 ->
          "There is nothing at this address, or nothing any more. Make a new webhook there, and put"
              + " its address into `url`.";
      case 413 -> "The message is too large. Shorten `title` and `text`.";
      default ->
          "It does not understand the message. Look at `kind`, `url`, `title` and `text` of the"
              + " destination.";
    };
  }

  private String told(WebAnswer answer) {
    String body = shown(answer.body());
    return "status " + answer.status() + (body.isEmpty() ? "" : " (" + body + ")");
  }

  /** A redirect's host: what comes after may be secret. */
  private String shownTarget(String location) {
    try {
      URI to = URI.create(location);
      return to.getHost() == null
          ? "another path of its own"
          : shown(to.getScheme() + "://" + to.getHost());
    } catch (IllegalArgumentException e) {
      return "what is no URL";
    }
  }

  /** What the other side says, without what it repeats of the secrets. */
  private String shown(String text) {
    String shown = text;
    for (String secret : secrets) {
      shown = shown.replace(secret, "***");
    }
    return SentText.line(shown, SHOWN_CHARACTERS);
  }

  private static Optional<Duration> retryAfter(WebAnswer answer, Instant now) {
    String text = answer.retryAfter().strip();
    Duration wait;
    if (text.matches("\\d{1,9}")) {
      wait = Duration.ofSeconds(Long.parseLong(text));
    } else {
      try {
        wait =
            Duration.between(
                now, ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
      } catch (DateTimeException e) {
        return Optional.empty();
      }
    }
    if (wait.isNegative()) {
      return Optional.of(Duration.ZERO);
    }
    return Optional.of(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
  }
}
