package dev.weir.bench;

import dev.weir.ecs.EcsSchema;
import dev.weir.record.FieldNames;
import dev.weir.rule.Level;
import dev.weir.rule.Rule;
import dev.weir.rule.Status;
import dev.weir.ruleset.FolderRules;
import dev.weir.ruleset.RuleObserver;
import dev.weir.ruleset.RuleOrigin;
import dev.weir.ruleset.RuleSelection;
import dev.weir.ruleset.RuleSet;
import dev.weir.ruleset.RuleSettings;
import dev.weir.ruleset.Tuning;
import dev.weir.settings.AwsAccess;
import dev.weir.type.LogTypes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How long a JVM that has just started takes to read a folder of rules and to compile them.
 *
 * @param inForce how many rules are in force then
 * @param seconds by the clock on the wall
 * @param cpuSeconds processor time of all threads, the compiler's too
 */
record RuleLoad(int inForce, double seconds, double cpuSeconds) {
  private static final int TURNS = 3;
  private static final String ANSWER = "loaded ";

  /** The median of some JVMs. */
  static RuleLoad of(Path folder) {
    RuleLoad[] turns = new RuleLoad[TURNS];
    for (int turn = 0; turn < TURNS; turn++) {
      turns[turn] = inNewJvm(folder);
    }
    Arrays.sort(turns, (a, b) -> Double.compare(a.seconds, b.seconds));
    return turns[TURNS / 2];
  }

  private static RuleLoad inNewJvm(Path folder) {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            RuleLoad.class.getName(),
            folder.toString());
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      try (BufferedReader answer =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
        return answer
            .lines()
            .filter(line -> line.startsWith(ANSWER))
            .map(line -> line.substring(ANSWER.length()).split(" ", -1))
            .map(
                words ->
                    new RuleLoad(
                        Integer.parseInt(words[0]),
                        Double.parseDouble(words[1]),
                        Double.parseDouble(words[2])))
            .findFirst()
            .orElseThrow(
                () -> new IllegalStateException("the rules in " + folder + " cannot be loaded"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start a JVM", e);
    }
  }

  /** Loads the folder that the argument names. */
  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    LogTypes types = LogTypes.shipped();
    FieldNames names = new FieldNames(EcsSchema.get(), List.of());
    RuleSettings settings =
        new RuleSettings(
            false,
            List.of(new RuleOrigin.Local(folder)),
            List.of(),
            new RuleSelection(
                Level.INFORMATIONAL,
                Set.of(Status.STABLE, Status.TEST, Status.EXPERIMENTAL),
                List.of(),
                List.of()),
            new Tuning(Map.of(), List.of()),
            Duration.ZERO,
            Map.of(),
            Duration.ofSeconds(30),
            new AwsAccess(null, null, false, null, null, null),
            null);
    long spent = Sample.ofThisProcess().cpuNanos();
    long began = System.nanoTime();
    try (RuleSet rules =
        new RuleSet(
            settings,
            types,
            names,
            (origin, wanted) -> new FolderRules(folder, wanted),
            SILENT,
            Clock.systemUTC())) {
      rules.refresh();
      System.out.printf(
          "%s%d %s %s%n",
          ANSWER,
          rules.size(),
          (System.nanoTime() - began) / 1e9,
          (Sample.ofThisProcess().cpuNanos() - spent) / 1e9);
    }
  }

  private static final RuleObserver SILENT =
      new RuleObserver() {
        @Override
        public void kept(RuleSet rules) {
          // The answer says how many there are.
        }

        @Override
        public void asked(String outcome) {
          // Nobody waits for it.
        }

        @Override
        public void switchedOff(Rule rule) {
          // No record is held against it.
        }
      };
}
