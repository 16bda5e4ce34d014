package dev.weir.rule;

/**
 * Where something stands.
 *
 * @param file the file's name, as it was given
 * @param line from 1; 0 for the whole file
 */
public record Place(String file, int line) {
  @Override
  public String toString() {
    return line == 0 ? file : file + ":" + line;
  }
}
