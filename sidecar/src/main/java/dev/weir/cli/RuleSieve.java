package dev.weir.cli;

import dev.weir.daemon.RuleCatalog;
import dev.weir.rule.Level;
import dev.weir.rule.Rule;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which of the rules a command shows. */
final class RuleSieve {
  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      description =
          "Only rules of this level and above: informational, low, medium, high, critical.")
  private @Nullable Level level;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "Only rules for records of this type, such as aws.cloudtrail.")
  private @Nullable String type;

  @Option(
      names = "--tag",
      paramLabel = "TAG",
      description = "Only rules with this tag; * stands for any characters, as in attack.t1078*.")
  private @Nullable String tag;

  /** The rules that are wanted, in the order in which they were read. */
  List<Rule> take(RuleCatalog catalog) throws WrongUsageException {
    String wantedType = type == null ? null : NamedType.of(type, catalog.types()).name();
    Pattern wantedTag = tag == null ? null : glob(tag);
    return catalog.rules().stream()
        .filter(rule -> level == null || rule.level().compareTo(level) >= 0)
        .filter(rule -> wantedType == null || catalog.types(rule).contains(wantedType))
        .filter(
            rule ->
                wantedTag == null
                    || rule.tags().stream().anyMatch(each -> wantedTag.matcher(each).matches()))
        .toList();
  }

  private static Pattern glob(String text) {
    return Pattern.compile("\\Q" + text.toLowerCase(Locale.ROOT).replace("*", "\\E.*\\Q") + "\\E");
  }
}
