package dev.weir.fluentbit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A version of Fluent Bit. */
public record Version(int major, int minor, int patch) implements Comparable<Version> {
  private static final Pattern NUMBERS =
      Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,4}))?");
  private static final Pattern PRINTED = Pattern.compile("Fluent Bit (v\\S+)");
  private static final int MAX_PRINTED = 64 * 1024;

  /**
   * Reads {@code 5.1.1}, with or without a {@code v}.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Version parse(String text) {
    Matcher numbers = NUMBERS.matcher(text.strip());
    if (!numbers.lookingAt()) {
      throw new IllegalArgumentException("'" + text + "' is no version such as 5.1.1");
    }
    String patch = numbers.group(3);
    return new Version(
        Integer.parseInt(numbers.group(1)),
        Integer.parseInt(numbers.group(2)),
        patch == null ? 0 : Integer.parseInt(patch));
  }

  /** Asks the Fluent Bit of this machine: on the PATH, else where its packages put it. */
  public static Optional<Version> installed(String path) {
    List<Path> folders = new ArrayList<>();
    for (String folder : path.split(":", -1)) {
      folders.add(Path.of(folder));
    }
    folders.add(Path.of("/opt/fluent-bit/bin"));
    return folders.stream()
        .map(folder -> folder.resolve("fluent-bit"))
        .filter(program -> Files.isExecutable(program) && !Files.isDirectory(program))
        .findFirst()
        .flatMap(Version::ask);
  }

  private static Optional<Version> ask(Path program) {
    try {
      Process process =
          new ProcessBuilder(program.toString(), "--version").redirectErrorStream(true).start();
      process.getOutputStream().close();
      byte[] printed = process.getInputStream().readNBytes(MAX_PRINTED);
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      Matcher version = PRINTED.matcher(new String(printed, StandardCharsets.UTF_8));
      return version.find() ? Optional.of(parse(version.group(1))) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  boolean isBefore(int otherMajor, int otherMinor, int otherPatch) {
    return compareTo(new Version(otherMajor, otherMinor, otherPatch)) < 0;
  }

  @Override
  public int compareTo(Version other) {
    int byMajor = Integer.compare(major, other.major);
    int byMinor = byMajor != 0 ? byMajor : Integer.compare(minor, other.minor);
    return byMinor != 0 ? byMinor : Integer.compare(patch, other.patch);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
