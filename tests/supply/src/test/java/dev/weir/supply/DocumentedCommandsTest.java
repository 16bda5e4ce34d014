package dev.weir.supply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What pages tell readers to type: it is shell, and {@code weir} has the commands and options. */
class DocumentedCommandsTest {
  private static final Pattern SEPARATOR = Pattern.compile("&&|\\|\\||[;|<>\\n]|\\$\\(|\\)|[\"']");
  private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_]+=.*");
  private static final Pattern NAME = Pattern.compile("^  ([a-z][a-z-]+)  ", Pattern.MULTILINE);
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--?[A-Za-z][a-z-]*");
  private static final Pattern SPAN = Pattern.compile("`((?:\\./)?weir [^`]+)`");
  private static final Set<String> SHELL = Set.of("sh", "bash");

  private final Map<String, String> helps = new HashMap<>();

  @Test
  void shellBlocksAreShell() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (CodeBlock block : shellBlocks()) {
      String problem = syntaxProblem(block.text());
      if (!problem.isEmpty()) {
        wrong.add(block.where() + ": " + problem);
      }
    }

    assertEquals(List.of(), wrong);
  }

  @Test
  void commandsAndOptionsInShellBlocksAreThere() throws Exception {
    List<String> wrong = new ArrayList<>();
    int commands = 0;
    for (CodeBlock block : shellBlocks()) {
      for (List<String> command : weirCommands(block.text())) {
        commands++;
        problem(command).ifPresent(problem -> wrong.add(block.where() + ": " + problem));
      }
    }

    assertTrue(commands > 10, "only " + commands + " found: the test looks in the wrong place");
    assertEquals(List.of(), wrong);
  }

  @Test
  void commandsAndOptionsInSentencesAreThere() throws Exception {
    List<String> wrong = new ArrayList<>();
    for (Path page : CodeBlock.pages()) {
      if (page.endsWith("CHANGELOG.md")) {
        // What it says was true when it was written.
        continue;
      }
      List<String> spans =
          SPAN.matcher(Files.readString(page)).results().map(span -> span.group(1)).toList();
      for (String span : spans) {
        for (List<String> command : weirCommands(span)) {
          problem(command)
              .ifPresent(problem -> wrong.add(CodeBlock.ROOT.relativize(page) + ": " + problem));
        }
      }
    }

    assertEquals(List.of(), wrong);
  }

  private static List<CodeBlock> shellBlocks() throws IOException {
    return CodeBlock.ofAllPages().stream()
        .map(block -> block.language().equals("console") ? typed(block) : block)
        .filter(block -> SHELL.contains(block.language()))
        .toList();
  }

  /** What of a session somebody typed: the lines behind a prompt. */
  private static CodeBlock typed(CodeBlock session) {
    String lines =
        session
            .text()
            .lines()
            .filter(line -> line.startsWith("$ "))
            .map(line -> line.substring(2))
            .collect(Collectors.joining("\n"));
    return new CodeBlock(session.file(), session.line(), "sh", lines);
  }

  /** What bash says of a script; empty if nothing. */
  private static String syntaxProblem(String script) throws IOException, InterruptedException {
    Process bash = new ProcessBuilder("bash", "-n").redirectErrorStream(true).start();
    try (var in = bash.getOutputStream()) {
      in.write(script.getBytes(StandardCharsets.UTF_8));
    }
    String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return bash.waitFor() == 0 ? "" : said;
  }

  /** The words behind {@code weir}, wherever that is what a simple command runs. */
  private static List<List<String>> weirCommands(String script) {
    List<List<String>> commands = new ArrayList<>();
    String joined = script.replace("\\\n", " ").replaceAll("(?m)(^|\\s)#.*$", "");
    for (String simple : SEPARATOR.split(joined, -1)) {
      List<String> words = withoutPrefix(List.of(simple.strip().split("\\s+", -1)));
      if (!words.isEmpty() && (words.getFirst().equals("weir") || isPath(words.getFirst()))) {
        commands.add(words.subList(1, words.size()));
      }
    }
    return commands;
  }

  private static boolean isPath(String word) {
    return word.equals("./weir") || word.endsWith("/bin/weir");
  }

  /** Without assignments, {@code sudo} and whom that is to be. */
  private static List<String> withoutPrefix(List<String> words) {
    int at = 0;
    while (at < words.size()) {
      String word = words.get(at);
      if (word.equals("sudo") || ASSIGNMENT.matcher(word).matches()) {
        at++;
      } else if (at > 0 && words.get(at - 1).equals("sudo") && word.equals("-u")) {
        at += 2;
      } else {
        break;
      }
    }
    return at > words.size() ? List.of() : words.subList(at, words.size());
  }

  private Optional<String> problem(List<String> words) throws IOException, InterruptedException {
    List<String> path = new ArrayList<>();
    int at = 0;
    while (at < words.size() && names(help(path)).contains(words.get(at))) {
      path.add(words.get(at++));
    }
    boolean named = at < words.size() && words.get(at).matches("[a-z][a-z-]*");
    if (named && !names(help(path)).isEmpty()) {
      return Optional.of("no command " + String.join(" ", words.subList(0, at + 1)));
    }
    Set<String> options =
        OPTION.matcher(help(path)).results().map(each -> each.group()).collect(Collectors.toSet());
    return words.subList(at, words.size()).stream()
        .filter(word -> word.startsWith("-") && word.length() > 1)
        .map(word -> word.replaceAll("=.*", ""))
        .filter(word -> !options.contains(word))
        .findFirst()
        .map(word -> "no option " + word + " of weir " + String.join(" ", path));
  }

  private static Set<String> names(String help) {
    int commands = help.indexOf("Commands:");
    return commands < 0
        ? Set.of()
        : NAME.matcher(help.substring(commands))
            .results()
            .map(name -> name.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private String help(List<String> path) throws IOException, InterruptedException {
    String name = String.join(" ", path);
    String known = helps.get(name);
    if (known != null) {
      return known;
    }
    String[] arguments = Stream.concat(path.stream(), Stream.of("--help")).toArray(String[]::new);
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.keySet().retainAll(Set.of("PATH", "HOME", "JAVA_HOME"));
    Run run = Run.of(CodeBlock.ROOT.resolve("weir"), environment, arguments);
    assertEquals(0, run.code(), Arrays.toString(arguments) + run.err());
    helps.put(name, run.out());
    return run.out();
  }
}
