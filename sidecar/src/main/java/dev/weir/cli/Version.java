package dev.weir.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote down; a package says its commit, too. */
public final class Version implements IVersionProvider {

  /** The number alone. */
  public static String number() throws IOException {
    return noted().getProperty("version", "unknown");
  }

  @Override
  public String[] getVersion() throws IOException {
    Properties noted = noted();
    List<String> lines = new ArrayList<>();
    lines.add("weir " + noted.getProperty("version", "unknown"));
    if (noted.containsKey("commit")) {
      lines.add("commit " + noted.getProperty("commit"));
      lines.add("build " + noted.getProperty("build"));
    }
    lines.add("Java " + Runtime.version());
    return lines.toArray(String[]::new);
  }

  private static Properties noted() throws IOException {
    Properties properties = new Properties();
    try (InputStream in =
        Objects.requireNonNull(Version.class.getResourceAsStream("version.properties"))) {
      properties.load(in);
    }
    return properties;
  }
}
