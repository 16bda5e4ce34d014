package dev.weir.pack;

import dev.weir.cli.WeirCommandLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The commands that an installation has, each with those above it before it. */
final class Commands {
  private Commands() {}

  /** All of them, fresh, {@code weir} itself first. */
  static List<CommandLine> all() {
    List<CommandLine> found = new ArrayList<>();
    collect(WeirCommandLine.installed(), found);
    return found;
  }

  /** The visible ones right below a command. */
  static List<CommandLine> below(CommandLine command) {
    return command.getSubcommands().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(Map.Entry::getValue)
        .filter(each -> !each.getCommandSpec().usageMessage().hidden())
        .toList();
  }

  /** What a user types for it, as {@code weir alerts list}. */
  static String name(CommandLine command) {
    return command.getCommandSpec().qualifiedName(" ");
  }

  /** The name of its page and of its help, as {@code weir-alerts-list}. */
  static String page(CommandLine command) {
    return command.getCommandSpec().qualifiedName("-");
  }

  /** What it does, on one line. */
  static String summary(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    String[] description = spec.usageMessage().description();
    return description.length == 0
        ? ""
        : String.format(description[0]).lines().findFirst().orElse("");
  }

  private static void collect(CommandLine command, List<CommandLine> found) {
    found.add(command);
    below(command).forEach(each -> collect(each, found));
  }
}
