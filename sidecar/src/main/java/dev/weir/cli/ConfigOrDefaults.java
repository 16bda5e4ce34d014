package dev.weir.cli;

import dev.weir.config.ConfigFile;
import dev.weir.config.WeirConfig;
import dev.weir.yaml.InvalidFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The configuration of commands that can do without one. */
final class ConfigOrDefaults {
  /** Without a configuration that which ships holds; these two it cannot do without. */
  private static final String DEFAULTS =
      """
      forward: { listeners: [{ unix: /run/weir.sock }] }
      opensearch: { url: 'http://127.0.0.1:9200' }
      """;

  private ConfigOrDefaults() {}

  /** Reads a file without its secrets, if they are not there; null for what ships. */
  static WeirConfig load(@Nullable Path file) throws InvalidFileException {
    ConfigFile reader = ConfigFile.forThisProcess().withoutSecrets();
    return (file == null ? reader.parse("defaults", DEFAULTS) : reader.load(file)).config();
  }
}
