package dev.weir.pack;

import java.util.List;
import java.util.stream.Collectors;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What shells need to complete the commands. */
final class Completion {
  private static final String FISH =
      """
      # Completion of weir for fish.
      set -g __weir_commands %s

      # Whether the command line so far names the command given, without its options.
      function __weir_at
          set -l path
          for word in (commandline -opc)[2..-1]
              if contains -- (string join ' ' $path $word) $__weir_commands
                  set path $path $word
              end
          end
          test "$path" = "$argv"
      end

      complete -c weir -f
      """;

  private Completion() {}

  /** For bash; zsh can read it, too. */
  static String bash() {
    return AutoComplete.bash("weir", Commands.all().getFirst()).replaceAll("(?m)[ \\t]+$", "");
  }

  /** For zsh, by what bash has. */
  static String zsh() {
    return """
        #compdef weir
        # Completion of weir for zsh, by what bash has.
        autoload -U +X bashcompinit && bashcompinit
        source /usr/share/bash-completion/completions/weir
        _bash_complete -o default -F _complete_weir
        """;
  }

  /** For fish. */
  static String fish() {
    List<CommandLine> all = Commands.all();
    StringBuilder text =
        new StringBuilder(
            FISH.formatted(
                all.stream()
                    .skip(1)
                    .map(each -> quoted(path(each)))
                    .collect(Collectors.joining(" "))));
    for (CommandLine command : all) {
      String place = "complete -c weir -n %s".formatted(quoted("__weir_at " + path(command)));
      for (CommandLine below : Commands.below(command)) {
        text.append(place)
            .append(" -a ")
            .append(below.getCommandName())
            .append(description(Commands.summary(below)));
      }
      for (OptionSpec option : ManPage.visibleOptions(command.getCommandSpec())) {
        text.append(place).append(option(option));
      }
      if (!command.getCommandSpec().positionalParameters().isEmpty()) {
        text.append(place).append(" -F\n");
      }
    }
    return text.toString();
  }

  private static String option(OptionSpec option) {
    StringBuilder text = new StringBuilder();
    for (String name : option.names()) {
      text.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^-+", ""));
    }
    if (option.arity().max() > 0) {
      text.append(option.completionCandidates() == null ? " -rF" : candidates(option));
    }
    String[] lines = option.description();
    return text.append(description(lines.length == 0 ? "" : lines[0])).toString();
  }

  private static String candidates(OptionSpec option) {
    StringBuilder words = new StringBuilder();
    option.completionCandidates().forEach(each -> words.append(each).append(' '));
    return " -x -a " + quoted(words.toString().strip());
  }

  private static String description(String text) {
    return text.isEmpty()
        ? "\n"
        : " -d " + quoted(text.replace("%n", " ").replace("%%", "%")) + "\n";
  }

  /** The name without {@code weir}. */
  private static String path(CommandLine command) {
    return Commands.name(command).replaceFirst("^weir ?", "");
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
