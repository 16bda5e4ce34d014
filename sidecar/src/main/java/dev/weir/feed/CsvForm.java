package dev.weir.feed;

import dev.weir.yaml.Form;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;

/**
 * How a list in CSV is written.
 *
 * @param separator what stands between cells
 * @param header whether the first row names the columns
 */
public record CsvForm(char separator, boolean header) {

  private static final Form<String> SEPARATOR =
      Forms.text("one character or `tab`", CsvForm::separator);

  /** Reads the keys of a list that say it. */
  public static CsvForm read(Section section) {
    return new CsvForm(
        section.value("separator", ",", SEPARATOR).charAt(0),
        section.value("header", true, Forms.BOOLEAN));
  }

  private static String separator(String text) {
    String character = text.equals("tab") ? "\t" : text;
    if (character.length() != 1 || "\"\n\r#".contains(character)) {
      throw new IllegalArgumentException("one character, or tab");
    }
    return character;
  }
}
