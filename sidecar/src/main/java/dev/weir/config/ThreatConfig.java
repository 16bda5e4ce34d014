package dev.weir.config;

import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A list of what others know as bad.
 *
 * @param list where it is
 * @param form how it is written
 * @param csv for CSV
 * @param indicator for CSV, the column of what is looked for
 * @param confidenceColumn for CSV, the column of how sure the list is
 * @param labelColumn for CSV, the column of what an indicator is of
 * @param provider who makes the list
 * @param confidence how sure it is where it does not say itself, 0 to 100
 */
public record ThreatConfig(
    ListConfig list,
    Form form,
    CsvForm csv,
    String indicator,
    @Nullable String confidenceColumn,
    @Nullable String labelColumn,
    @Nullable String provider,
    @Nullable Integer confidence) {

  /** How a list is written. */
  public enum Form {
    TEXT,
    CSV,
    STIX
  }

  static ThreatConfig read(Section section, Duration refresh) {
    ListConfig list = ListConfig.read(section, refresh);
    Form form = section.value("form", Form.TEXT, Forms.choice(Form.class));
    Section columns = section.section("columns");
    if (form == Form.CSV && !columns.has("indicator")) {
      section.problem("columns", "no column of indicators", "columns: { indicator: NAME }");
    } else if (form != Form.CSV && columns.present()) {
      section.problem("columns", "columns of what has none", "form: csv with it");
    }
    String indicator = columns.optional("indicator", Forms.TEXT);
    return new ThreatConfig(
        list,
        form,
        CsvForm.read(section),
        indicator == null ? "1" : indicator,
        columns.optional("confidence", Forms.TEXT),
        columns.optional("label", Forms.TEXT),
        section.optional("provider", Forms.TEXT),
        section.optional("confidence", Forms.number(0, 100)));
  }
}
