package dev.weir.yaml;

import java.util.List;
import java.util.stream.Collectors;

/** A file cannot be used. Carries every problem found, in the order of the file. */
public final class InvalidFileException extends Exception {
  private static final long serialVersionUID = 1L;

  /** The file's name as it was given. */
  private final String file;

  private final transient List<Problem> problems;

  /** A file with its problems. */
  public InvalidFileException(String file, List<Problem> problems) {
    super(
        problems.stream()
            .map(problem -> file + ": " + problem)
            .collect(Collectors.joining(System.lineSeparator())));
    this.file = file;
    this.problems = List.copyOf(problems);
  }

  /** The file that was read. */
  public String file() {
    return file;
  }

  /** All problems, by line. */
  public List<Problem> problems() {
    return problems;
  }
}
