package dev.weir.yaml;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.weir.units.ByteSize;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/** The forms of values that files share. */
public final class Forms {
  private Forms() {}

  public static final Form<String> TEXT =
      text(
          "text",
          text -> {
            if (text.isBlank()) {
              throw new IllegalArgumentException("a text that is not empty");
            }
            return text;
          });

  /** Any text, an empty one, too. */
  public static final Form<String> ANY = text("text", text -> text);

  public static final Form<Boolean> BOOLEAN =
      Form.of(
          new Takes.Truth(),
          text ->
              switch (text) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new IllegalArgumentException("true or false");
              });

  public static final Form<URI> HTTP_URL =
      Form.of(new Takes.Text("URL", "https?://.+", List.of("https://host/path")), Forms::httpUrl);

  public static final Form<Path> FILE =
      text(
          "file",
          text -> {
            Path file = Path.of(TEXT.parse(text));
            if (!Files.isReadable(file)) {
              throw new IllegalArgumentException("a file that can be read");
            }
            return file;
          });

  /** A day of the calendar. */
  public static final Form<LocalDate> DATE =
      Form.of(
          new Takes.Text("date such as `2027-03-31`", "\\d{4}-\\d{2}-\\d{2}"),
          text -> {
            try {
              return LocalDate.parse(text);
            } catch (DateTimeParseException e) {
              throw new IllegalArgumentException("a date such as 2027-03-31", e);
            }
          });

  /** Need not be there yet. */
  public static final Form<Path> FOLDER =
      text(
          "absolute path",
          text -> {
            Path folder = Path.of(TEXT.parse(text));
            if (!folder.isAbsolute()) {
              throw new IllegalArgumentException("an absolute path");
            }
            return folder;
          });

  public static final Form<Pattern> REGEX =
      text(
          "regular expression",
          text -> {
            try {
              return Pattern.compile(text);
            } catch (PatternSyntaxException e) {
              throw new IllegalArgumentException(
                  "a regular expression of RE2 (" + e.getDescription() + ")", e);
            }
          });

  /**
   * A text.
   *
   * @param what as in {@link Takes.Text}
   */
  public static <T> Form<T> text(String what, Form<T> form) {
    return Form.of(new Takes.Text(what, null), form);
  }

  /**
   * A text that matches.
   *
   * @param what as in {@link Takes.Text}
   * @param pattern a regular expression for the whole of it
   * @param expected what to say to who writes another
   */
  public static Form<String> matching(String what, String pattern, String expected) {
    return Form.of(
        new Takes.Text(what, pattern),
        text -> {
          if (!text.matches(pattern)) {
            throw new IllegalArgumentException(expected);
          }
          return text;
        });
  }

  public static Form<Integer> number(int min, int max) {
    return Form.of(
        new Takes.Whole(min, max),
        text -> {
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
        });
  }

  /** A share of a whole, 0 to 1. */
  public static final Form<Double> SHARE =
      Form.of(
          new Takes.Share(),
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
          });

  public static Form<Duration> duration(String min, String max) {
    return Form.of(
        new Takes.Time(min, max),
        text -> {
          Duration value = Durations.parse(text);
          if (value.compareTo(Durations.parse(min)) < 0
              || value.compareTo(Durations.parse(max)) > 0) {
            throw new IllegalArgumentException("a duration from " + min + " to " + max);
          }
          return value;
        });
  }

  public static Form<ByteSize> size(String min, String max) {
    return Form.of(
        new Takes.Size(min, max),
        text -> {
          ByteSize value;
          try {
            value = ByteSize.parse(text);
          } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException("a size such as 512, 64KiB, 8MiB or 2GiB", e);
          }
          if (value.compareTo(ByteSize.parse(min)) < 0
              || value.compareTo(ByteSize.parse(max)) > 0) {
            throw new IllegalArgumentException("a size from " + min + " to " + max);
          }
          return value;
        });
  }

  /** One of all that there are. */
  public static <E extends Enum<E>> Form<E> choice(Class<E> choices) {
    return choice(EnumSet.allOf(choices));
  }

  /** One of these. */
  public static <E extends Enum<E>> Form<E> choice(EnumSet<E> choices) {
    List<E> values = List.copyOf(choices);
    List<String> words =
        values.stream().map(choice -> choice.name().toLowerCase(Locale.ROOT)).toList();
    return Form.of(
        new Takes.Words(words),
        text -> {
          int index = words.indexOf(text);
          if (index < 0) {
            throw new IllegalArgumentException("one of " + String.join(", ", words));
          }
          return values.get(index);
        });
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
