package dev.weir.pack;

import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Help.IParamLabelRenderer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The manual page of a command, in roff, from what {@code --help} is made of. */
final class ManPage {
  /** So wide that help breaks no line: man does. */
  private static final int WIDTH = 20_000;

  /** Where the description begins in a row of help. */
  private static final int DESCRIPTION = 4;

  private final CommandLine command;
  private final Help help;
  private final ColorScheme plain = Help.defaultColorScheme(Ansi.OFF);

  private ManPage(CommandLine command) {
    this.command = command;
    command.setUsageHelpWidth(WIDTH);
    this.help = new Help(command.getCommandSpec(), plain);
  }

  /** The page as man reads it. */
  static String of(CommandLine command, Release release) {
    return new ManPage(command).text(release);
  }

  private String text(Release release) {
    StringBuilder page = new StringBuilder();
    page.append(
        ".TH \"%s\" 1 \"%s\" \"Weir %s\" \"Weir\"\n"
            .formatted(
                Commands.page(command).toUpperCase(java.util.Locale.ROOT),
                release.time().atZone(ZoneOffset.UTC).toLocalDate(),
                escaped(release.number())));
    page.append(".SH NAME\n%s \\- %s\n".formatted(escaped(Commands.page(command)), summary()));
    page.append(".SH SYNOPSIS\n").append(line(help.synopsis(0).strip())).append('\n');
    page.append(".SH DESCRIPTION\n");
    paragraphs(page, help.description());
    section(page, "PARAMETERS", positional());
    section(page, "OPTIONS", options());
    section(page, "COMMANDS", commands());
    String footer = help.footer();
    if (!footer.isBlank()) {
      page.append(".SH NOTES\n");
      paragraphs(page, footer);
    }
    seeAlso(page);
    return page.toString();
  }

  private String summary() {
    return escaped(Commands.summary(command).replaceAll("\\.$", ""));
  }

  private Stream<Text[][]> positional() {
    IParamLabelRenderer labels = help.createDefaultParamLabelRenderer();
    return spec().positionalParameters().stream()
        .filter(each -> !each.hidden())
        .map(each -> help.createDefaultParameterRenderer().render(each, labels, plain));
  }

  private Stream<Text[][]> options() {
    IParamLabelRenderer labels = help.createDefaultParamLabelRenderer();
    return visibleOptions(spec()).stream()
        .map(each -> help.createDefaultOptionRenderer().render(each, labels, plain));
  }

  private Stream<Text[][]> commands() {
    return Commands.below(command).stream()
        .map(
            each ->
                new Text[][] {
                  {
                    plain.text(""),
                    plain.text(""),
                    plain.text(""),
                    plain.text(each.getCommandName()),
                    plain.text(Commands.summary(each))
                  }
                });
  }

  /** The options in the order of their long names. */
  static List<OptionSpec> visibleOptions(CommandSpec spec) {
    return spec.options().stream()
        .filter(each -> !((ArgSpec) each).hidden())
        .sorted(java.util.Comparator.comparing(OptionSpec::longestName))
        .toList();
  }

  private static void section(StringBuilder page, String title, Stream<Text[][]> entries) {
    List<Text[][]> listed = entries.toList();
    if (listed.isEmpty()) {
      return;
    }
    page.append(".SH ").append(title).append('\n');
    for (Text[][] rows : listed) {
      String term =
          Arrays.stream(rows[0], 1, DESCRIPTION)
              .map(Text::toString)
              .map(String::strip)
              .collect(Collectors.joining(" "))
              .replace(" , ", ", ")
              .strip();
      page.append(".TP\n\\fB").append(escaped(term)).append("\\fR\n");
      for (Text[] row : rows) {
        page.append(line(row[DESCRIPTION].toString().strip())).append('\n');
      }
    }
  }

  private static void paragraphs(StringBuilder page, String text) {
    text.strip()
        .lines()
        .map(String::strip)
        .filter(each -> !each.isEmpty())
        .forEach(each -> page.append(line(each)).append("\n.PP\n"));
  }

  private void seeAlso(StringBuilder page) {
    List<String> near =
        Stream.concat(Stream.ofNullable(command.getParent()), Commands.below(command).stream())
            .map(each -> "\\fB" + escaped(Commands.page(each)) + "\\fR(1)")
            .toList();
    if (!near.isEmpty()) {
      page.append(".SH \"SEE ALSO\"\n").append(String.join(",\n", near)).append('\n');
    }
  }

  private CommandSpec spec() {
    return command.getCommandSpec();
  }

  /** A line of text that roff takes for no request. */
  private static String line(String text) {
    String escaped = escaped(text);
    return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\e").replace("-", "\\-");
  }
}
