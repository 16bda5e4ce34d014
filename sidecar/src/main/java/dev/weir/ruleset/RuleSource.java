package dev.weir.ruleset;

import dev.weir.rule.Place;
import dev.weir.rule.Refusal;
import dev.weir.sigma.SigmaFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one place, kept up to date. A file that breaks leaves what it held before in force,
 * and so does a place that cannot be read. Not thread-safe.
 */
final class RuleSource {
  /** Longer files are refused before they are read. */
  static final int MOST_BYTES = 4 << 20;

  private static final int MOST_FILES = 100_000;

  private final String name;
  private final RuleFiles files;
  private final BiFunction<String, String, SigmaFile> reader;
  private final SortedMap<String, Kept> kept = new TreeMap<>();
  private List<Refusal> problems = List.of();

  /**
   * A source.
   *
   * @param name what to call the place in messages
   * @param reader reads a file of a name and a text
   */
  RuleSource(String name, RuleFiles files, BiFunction<String, String, SigmaFile> reader) {
    this.name = name;
    this.files = files;
    this.reader = reader;
  }

  /**
   * What is in force of a file.
   *
   * @param version that was read last
   * @param content what it holds: of the last version, or of the last good one
   * @param refused what is wrong with the last version
   */
  private record Kept(String version, SigmaFile content, List<Refusal> refused) {}

  /** Reads what changed; whether anything did. */
  boolean refresh() {
    SortedMap<String, String> now;
    try {
      now = files.list();
      if (now.size() > MOST_FILES) {
        throw new IOException("there are more than " + MOST_FILES + " files");
      }
    } catch (IOException e) {
      List<Refusal> before = problems;
      problems = List.of(new Refusal(new Place(name, 0), "", reason(e)));
      return !problems.equals(before);
    }
    boolean changed = !problems.isEmpty() || kept.keySet().retainAll(now.keySet());
    problems = List.of();
    now.entrySet().removeIf(file -> isKept(file.getKey(), file.getValue()));
    // Several at once: thousands of files take a second of processor time.
    Map<String, Kept> read =
        now.entrySet().parallelStream()
            .collect(
                Collectors.toConcurrentMap(
                    Map.Entry::getKey,
                    file -> read(file.getKey(), file.getValue(), kept.get(file.getKey()))));
    kept.putAll(read);
    return changed || !read.isEmpty();
  }

  private boolean isKept(String file, String version) {
    Kept before = kept.get(file);
    return before != null && before.version().equals(version);
  }

  private Kept read(String file, String version, @Nullable Kept before) {
    String called = file.isEmpty() ? name : name + (name.endsWith("/") ? "" : "/") + file;
    SigmaFile read;
    try {
      read = reader.apply(called, text(file));
    } catch (IOException e) {
      read =
          new SigmaFile(
              List.of(), List.of(), List.of(new Refusal(new Place(called, 0), "", reason(e))));
    } catch (RuntimeException | StackOverflowError e) {
      // Whatever is wrong with one file, the others are read.
      String reason = "it cannot be read as rules (" + e + "); simplify it, or take it away";
      read =
          new SigmaFile(
              List.of(), List.of(), List.of(new Refusal(new Place(called, 0), "", reason)));
    }
    if (read.refused().isEmpty() || before == null) {
      return new Kept(version, read, read.refused());
    }
    List<Refusal> refused = new ArrayList<>();
    for (Refusal refusal : read.refused()) {
      refused.add(
          new Refusal(
              refusal.place(),
              refusal.rule(),
              refusal.reason() + "; what the file held before stays in force"));
    }
    return new Kept(version, before.content(), refused);
  }

  private String text(String file) throws IOException {
    try (InputStream in = files.open(file)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IOException("it is longer than " + (MOST_BYTES >> 20) + " MiB");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException("it is not UTF-8", e);
    }
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException denied) {
      return "Weir may not read "
          + denied.getFile()
          + "; give the user that Weir runs as the right to read it";
    }
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
  }

  /** Why nothing is in force of it though nothing is wrong; empty if that is not so. */
  Optional<String> caution() {
    return kept.isEmpty() && problems.isEmpty()
        ? Optional.of(
            name
                + " holds no file of rules: look whether the place is right, and how the files are"
                + " named")
        : Optional.empty();
  }

  /** What is in force of it, a file after the other. */
  List<SigmaFile> content() {
    return kept.values().stream().map(Kept::content).toList();
  }

  /** What is wrong with it now. */
  List<Refusal> refused() {
    List<Refusal> refused = new ArrayList<>(problems);
    kept.values().forEach(file -> refused.addAll(file.refused()));
    return refused;
  }
}
