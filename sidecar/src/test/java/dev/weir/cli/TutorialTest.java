package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Follows {@code docs/writing-a-type.md}: writes each file that the page shows, runs each command,
 * and compares what it prints. A line {@code …} stands for any lines, and one that ends so for any
 * end.
 */
class TutorialTest {
  private static final Path PAGE = Path.of("..", "docs", "writing-a-type.md");
  private static final String FILE = "<!-- file: ";
  private static final String COMMAND = "$ ./weir ";
  private static final String GAP = "…";

  @TempDir Path folder = Path.of("");
  private final Set<String> written = new HashSet<>();
  private int commands;

  @Test
  void eachCommandPrintsWhatThePageShows() throws IOException {
    List<String> page = Files.readAllLines(PAGE);

    for (int i = 0; i < page.size(); i++) {
      if (page.get(i).startsWith(FILE)) {
        String name = page.get(i).substring(FILE.length(), page.get(i).indexOf(" -->"));
        write(name, block(page, i + 1));
      } else if (page.get(i).equals("```console")) {
        run(block(page, i));
      }
    }

    assertEquals(Set.of("samples/door.log", "types/app.door.yaml", "weir.yaml"), written);
    assertTrue(commands > 5, () -> commands + " commands");
  }

  private void write(String name, List<String> lines) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, lines);
    written.add(name);
  }

  /** Runs the commands of a block, each of which what it prints follows. */
  private void run(List<String> block) {
    CommandRun last = new CommandRun(0, "", "");
    for (int i = 0; i < block.size(); ) {
      String command = block.get(i);
      int next = i + 1;
      while (next < block.size() && !block.get(next).startsWith("$ ")) {
        next++;
      }
      List<String> shown = block.subList(i + 1, next);
      if (command.equals("$ echo $?")) {
        assertEquals(shown, List.of(Integer.toString(last.code())), command);
      } else {
        assertTrue(command.startsWith(COMMAND), command);
        last = CommandRun.of(arguments(command.substring(COMMAND.length())));
        assertShows(shown, last, command);
        commands++;
      }
      i = next;
    }
  }

  /** The arguments, in which files of the page are those in the folder. */
  private String[] arguments(String command) {
    return Stream.of(command.split(" ", -1))
        .map(word -> written.contains(word) ? folder.resolve(word).toString() : word)
        .toArray(String[]::new);
  }

  /** The lines between two gaps follow one another; those after a gap stand anywhere behind it. */
  private void assertShows(List<String> shown, CommandRun run, String command) {
    List<String> printed = run.out().replace(folder + "/", "").lines().toList();
    int at = 0;
    boolean gap = false;
    for (int i = 0; i < shown.size(); ) {
      if (shown.get(i).equals(GAP)) {
        gap = true;
        i++;
        continue;
      }
      int end = i;
      while (end < shown.size() && !shown.get(end).equals(GAP)) {
        end++;
      }
      List<String> together = shown.subList(i, end);
      int found = at;
      while (gap && found < printed.size() && !fits(together, printed, found)) {
        found++;
      }
      assertTrue(
          fits(together, printed, found),
          () -> command + " does not print " + together + " there but:\n" + run.out() + run.err());
      at = found + together.size();
      gap = false;
      i = end;
    }
    boolean complete = gap || at == printed.size() || shown.getLast().endsWith(GAP);
    assertTrue(complete, () -> command + " prints more:\n" + run.out());
  }

  private static boolean fits(List<String> shown, List<String> printed, int from) {
    return from + shown.size() <= printed.size()
        && IntStream.range(0, shown.size())
            .allMatch(i -> fits(shown.get(i), printed.get(from + i)));
  }

  private static boolean fits(String shown, String printed) {
    return shown.endsWith(GAP)
        ? printed.startsWith(shown.substring(0, shown.length() - GAP.length()))
        : printed.equals(shown);
  }

  /** The lines of the block that begins at this line. */
  private static List<String> block(List<String> page, int opening) {
    int end = opening + 1;
    while (!page.get(end).equals("```")) {
      end++;
    }
    return page.subList(opening + 1, end);
  }
}
