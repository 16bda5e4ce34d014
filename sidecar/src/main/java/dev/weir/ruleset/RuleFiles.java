package dev.weir.ruleset;

import java.io.IOException;
import java.io.InputStream;
import java.util.SortedMap;

/** A place where files of rules lie. Listed by one thread at a time, opened by several. */
public interface RuleFiles {
  /**
   * The files that are there, by their names below the place.
   *
   * @return for each a text that changes whenever its content does
   * @throws IOException if the place cannot be read; says why
   */
  SortedMap<String, String> list() throws IOException;

  /**
   * Opens a file.
   *
   * @param name as {@link #list} has it
   * @throws IOException if it cannot be read; says why
   */
  InputStream open(String name) throws IOException;
}
