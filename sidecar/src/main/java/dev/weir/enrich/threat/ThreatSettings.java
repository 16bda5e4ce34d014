package dev.weir.enrich.threat;

import dev.weir.feed.CsvForm;
import dev.weir.feed.ListSettings;
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
 * @param columns for CSV, where what is
 * @param provider who makes the list
 * @param confidence how sure it is where it does not say itself, 0 to 100
 */
public record ThreatSettings(
    ListSettings list,
    Form form,
    CsvForm csv,
    IndicatorColumns columns,
    @Nullable String provider,
    @Nullable Integer confidence) {

  /** How a list is written. */
  public enum Form {
    TEXT,
    CSV,
    STIX
  }

  /**
   * Reads one of {@code enrich.threat}.
   *
   * @param refresh how often a list is asked that does not say it
   */
  public static ThreatSettings read(Section section, Duration refresh) {
    ListSettings list = ListSettings.read(section, refresh);
    Form form = section.value("form", Form.TEXT, Forms.choice(Form.class));
    Section columns = section.section("columns");
    if (form == Form.CSV && !columns.has("indicator")) {
      section.problem("columns", "no column of indicators", "columns: { indicator: NAME }");
    } else if (form != Form.CSV && columns.present()) {
      section.problem("columns", "columns of what has none", "form: csv with it");
    }
    String indicator = columns.optional("indicator", Forms.TEXT);
    return new ThreatSettings(
        list,
        form,
        CsvForm.read(section),
        new IndicatorColumns(
            indicator == null ? "1" : indicator,
            columns.optional("confidence", Forms.TEXT),
            columns.optional("label", Forms.TEXT)),
        section.optional("provider", Forms.TEXT),
        section.optional("confidence", Forms.number(0, 100)));
  }
}
