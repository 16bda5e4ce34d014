package dev.weir.config;

import com.google.re2j.PatternSyntaxException;
import dev.weir.units.ByteSize;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** The forms of values that the sections share. */
final class Forms {
  private static final Pattern TYPE = Pattern.compile("[a-z0-9]+([._-][a-z0-9]+)*");

  private Forms() {}

  static final Form<String> TEXT =
      text -> {
        if (text.isBlank()) {
          throw new IllegalArgumentException("a text that is not empty");
        }
        return text;
      };

  static final Form<Boolean> BOOLEAN =
      text ->
          switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("true or false");
          };

  static final Form<String> TYPE_NAME =
      text -> {
        if (text.length() > 64 || !TYPE.matcher(text).matches()) {
          throw new IllegalArgumentException("a type such as aws.waf, in lower case");
        }
        return text;
      };

  static final Form<URI> HTTP_URL = Forms::httpUrl;

  static final Form<Endpoint.Tcp> TCP = Forms::tcp;

  static final Form<Path> FILE =
      text -> {
        Path file = Path.of(TEXT.parse(text));
        if (!Files.isReadable(file)) {
          throw new IllegalArgumentException("a file that can be read");
        }
        return file;
      };

  /** Need not be there yet. */
  static final Form<Path> FOLDER =
      text -> {
        Path folder = Path.of(TEXT.parse(text));
        if (!folder.isAbsolute()) {
          throw new IllegalArgumentException("an absolute path");
        }
        return folder;
      };

  static final Form<Endpoint> UNIX =
      text -> {
        // The kernel's limit for the path of a socket is 108 bytes with the closing zero.
        if (!text.startsWith("/") || text.getBytes(StandardCharsets.UTF_8).length > 107) {
          throw new IllegalArgumentException("an absolute path of at most 107 bytes");
        }
        return new Endpoint.Unix(Path.of(text));
      };

  static final Form<com.google.re2j.Pattern> REGEX =
      text -> {
        try {
          return com.google.re2j.Pattern.compile(text);
        } catch (PatternSyntaxException e) {
          throw new IllegalArgumentException(
              "a regular expression of RE2 (" + e.getDescription() + ")", e);
        }
      };

  static Form<Integer> number(int min, int max) {
    return text -> {
      String expected = "a whole number from " + min + " to " + max;
      try {
        int value = Integer.parseInt(text);
        if (value >= min && value <= max) {
          return value;
        }
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException(expected, e);
      }
      throw new IllegalArgumentException(expected);
    };
  }

  /** A share of a whole, 0 to 1. */
  static final Form<Double> SHARE =
      text -> {
        String expected = "a number from 0 to 1";
        try {
          double value = Double.parseDouble(text);
          if (value >= 0 && value <= 1) {
            return value;
          }
        } catch (NumberFormatException e) {
          throw new IllegalArgumentException(expected, e);
        }
        throw new IllegalArgumentException(expected);
      };

  static Form<Duration> duration(String min, String max) {
    return text -> {
      Duration value = Durations.parse(text);
      if (value.compareTo(Durations.parse(min)) < 0 || value.compareTo(Durations.parse(max)) > 0) {
        throw new IllegalArgumentException("a duration from " + min + " to " + max);
      }
      return value;
    };
  }

  static Form<ByteSize> size(String min, String max) {
    return text -> {
      ByteSize value;
      try {
        value = ByteSize.parse(text);
      } catch (IllegalArgumentException | ArithmeticException e) {
        throw new IllegalArgumentException("a size such as 512, 64KiB, 8MiB or 2GiB", e);
      }
      if (value.compareTo(ByteSize.parse(min)) < 0 || value.compareTo(ByteSize.parse(max)) > 0) {
        throw new IllegalArgumentException("a size from " + min + " to " + max);
      }
      return value;
    };
  }

  static <E extends Enum<E>> Form<E> choice(Class<E> choices) {
    return text ->
        Arrays.stream(choices.getEnumConstants())
            .filter(choice -> choice.name().toLowerCase(Locale.ROOT).equals(text))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "one of "
                            + String.join(
                                ", ",
                                Arrays.stream(choices.getEnumConstants())
                                    .map(choice -> choice.name().toLowerCase(Locale.ROOT))
                                    .toList())));
  }

  private static Endpoint.Tcp tcp(String text) {
    String expected = "host:port such as 127.0.0.1:24224 or [::1]:24224";
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    } else if (host.contains(":")) {
      throw new IllegalArgumentException(expected);
    }
    if (host.isBlank()) {
      throw new IllegalArgumentException(expected);
    }
    try {
      return new Endpoint.Tcp(host, number(0, 65_535).parse(text.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(expected, e);
    }
  }

  private static URI httpUrl(String text) {
    try {
      URI url = new URI(text);
      boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (http && url.getHost() != null && url.getUserInfo() == null) {
        return url;
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("an http or https URL", e);
    }
    throw new IllegalArgumentException("an http or https URL with a host and without a password");
  }
}
