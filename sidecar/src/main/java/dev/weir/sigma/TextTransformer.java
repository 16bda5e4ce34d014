package dev.weir.sigma;

import dev.weir.match.WildText;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes of the text of a rule those that are looked for, modifier by modifier. */
final class TextTransformer {
  /** Texts that one text of a rule may become; more would be a mistake. */
  private static final int MOST_TEXTS = 1024;

  /** A dash at the beginning of a word, of the kinds that shells take for one another. */
  private static final Pattern DASH = Pattern.compile("\\B[-/\u2013\u2014\u2015]\\b");

  private static final List<String> DASHES = List.of("-", "/", "\u2013", "\u2014", "\u2015");
  private static final Pattern PLACEHOLDER = Pattern.compile("%([^%\\s]+)%");
  private static final String ESCAPED_PERCENT = "\u0003";

  private final Map<String, List<String>> placeholders;
  private final int line;

  /** Of what bytes the characters of a text stand for. */
  private Charset charset = StandardCharsets.UTF_8;

  /**
   * A transformer of one value.
   *
   * @param placeholders what each may stand for, by its name
   * @param line where the value stands
   */
  TextTransformer(Map<String, List<String>> placeholders, int line) {
    this.placeholders = placeholders;
    this.line = line;
  }

  /** What the text becomes. */
  List<WildText> transform(String written, List<Modifier> modifiers) throws SigmaException {
    List<WildText> texts =
        modifiers.contains(Modifier.EXPAND) ? expand(written) : List.of(WildText.sigma(written));
    for (Modifier modifier : modifiers) {
      List<WildText> next = new ArrayList<>();
      for (WildText text : texts) {
        next.addAll(transform(text, modifier));
      }
      if (next.size() > MOST_TEXTS) {
        throw new SigmaException(
            line, "'" + written + "' becomes more than " + MOST_TEXTS + " texts");
      }
      if (modifier.text().startsWith("utf16") || modifier == Modifier.WIDE) {
        charset = StandardCharsets.ISO_8859_1;
      }
      texts = next;
    }
    return texts;
  }

  private List<WildText> transform(WildText text, Modifier modifier) throws SigmaException {
    return switch (modifier) {
      case CONTAINS -> List.of(text.anywhere());
      case STARTSWITH -> List.of(text.atStart());
      case ENDSWITH -> List.of(text.atEnd());
      case WINDASH -> windash(text);
      case BASE64 -> List.of(WildText.plain(base64(bytes(text, modifier))));
      case BASE64OFFSET -> base64Offset(bytes(text, modifier));
      case UTF16LE, WIDE -> utf16(text, modifier, StandardCharsets.UTF_16LE, "");
      case UTF16BE -> utf16(text, modifier, StandardCharsets.UTF_16BE, "");
      case UTF16 -> utf16(text, modifier, StandardCharsets.UTF_16LE, "\u00ff\u00fe");
      default -> List.of(text);
    };
  }

  /** The bytes of the text; only one without wildcards has any. */
  private byte[] bytes(WildText text, Modifier modifier) throws SigmaException {
    if (text.isWild()) {
      throw new SigmaException(
          line,
          "'%s' cannot encode '%s', which has a wildcard; write modifiers such as 'contains' behind it"
              .formatted(modifier.text(), text));
    }
    if (text.isEmpty()) {
      throw new SigmaException(line, "'" + modifier.text() + "' has an empty text to encode");
    }
    return text.characters().getBytes(charset);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** The characters that depend on the text alone, for each place in three bytes. */
  private static List<WildText> base64Offset(byte[] bytes) {
    List<WildText> texts = new ArrayList<>();
    int[] begins = {0, 2, 3};
    int[] ends = {0, 3, 2};
    for (int offset = 0; offset < 3; offset++) {
      byte[] shifted = new byte[offset + bytes.length];
      System.arraycopy(bytes, 0, shifted, offset, bytes.length);
      String encoded = base64(shifted);
      texts.add(
          WildText.plain(
              encoded.substring(begins[offset], encoded.length() - ends[shifted.length % 3])));
    }
    return texts;
  }

  private List<WildText> utf16(WildText text, Modifier modifier, Charset form, String mark)
      throws SigmaException {
    if (!charset.equals(StandardCharsets.UTF_8)) {
      throw new SigmaException(line, "'" + modifier.text() + "' stands behind another such one");
    }
    byte[] utf8 = bytes(text, modifier);
    byte[] encoded = new String(utf8, StandardCharsets.UTF_8).getBytes(form);
    return List.of(WildText.plain(mark + new String(encoded, StandardCharsets.ISO_8859_1)));
  }

  private List<WildText> windash(WildText text) throws SigmaException {
    List<WildText> texts = new ArrayList<>(List.of(text));
    int dashes = (int) DASH.matcher(text.raw()).results().count();
    for (int i = 0; i < dashes; i++) {
      List<WildText> more = new ArrayList<>();
      for (WildText each : texts) {
        Matcher dash = DASH.matcher(each.raw());
        for (int skipped = 0; skipped <= i && dash.find(); skipped++) {
          if (skipped == i) {
            DASHES.forEach(by -> more.add(each.replace(dash.start(), dash.end(), by)));
          }
        }
      }
      if (more.size() > MOST_TEXTS) {
        throw new SigmaException(line, "'" + text + "' has too many dashes for 'windash'");
      }
      texts = more;
    }
    return texts;
  }

  /** Puts each of its values in the place of a placeholder; {@code \%} is a percent sign. */
  private List<WildText> expand(String written) throws SigmaException {
    List<String> texts = List.of(written.replace("\\%", ESCAPED_PERCENT));
    while (PLACEHOLDER.matcher(texts.getFirst()).find()) {
      List<String> next = new ArrayList<>();
      for (String text : texts) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        if (matcher.find()) {
          List<String> values = placeholders.get(matcher.group(1));
          if (values == null || values.isEmpty()) {
            throw new SigmaException(
                line,
                "the placeholder '%s' has no values; write them under rules.placeholders"
                    .formatted(matcher.group()));
          }
          values.forEach(
              value ->
                  next.add(
                      text.substring(0, matcher.start())
                          + value.replace("%", ESCAPED_PERCENT)
                          + text.substring(matcher.end())));
        }
      }
      if (next.size() > MOST_TEXTS) {
        throw new SigmaException(
            line, "'" + written + "' becomes more than " + MOST_TEXTS + " texts");
      }
      texts = next;
    }
    return texts.stream().map(text -> WildText.sigma(text.replace(ESCAPED_PERCENT, "%"))).toList();
  }
}
