package dev.weir.pack;

import java.nio.file.Path;

/** One thing that an installation has. Paths have no slash at either end; all is root's. */
sealed interface Item {
  /** Where it lies, below the root of the file system. */
  String path();

  /** The permissions, as octal digits say them. */
  int mode();

  /** Whose group may use it. */
  String group();

  /**
   * A file.
   *
   * @param source its content
   * @param config whether a user's changes survive an upgrade
   */
  record File(String path, Path source, int mode, String group, boolean config) implements Item {}

  /** A folder. */
  record Folder(String path, int mode, String group) implements Item {}

  /** A symbolic link. */
  record Link(String path, String target) implements Item {
    @Override
    public int mode() {
      return 0777;
    }

    @Override
    public String group() {
      return "root";
    }
  }
}
