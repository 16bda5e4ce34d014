package dev.weir.notify;

import dev.weir.yaml.Environment;
import dev.weir.yaml.Forms;
import dev.weir.yaml.InvalidFileException;
import dev.weir.yaml.YamlFile;

/** Settings as a file has them. */
final class TestSettings {
  /** For settings without anything of AWS. */
  static final AwsReach NO_AWS =
      new AwsReach(
          access -> {
            throw new IllegalStateException("no SNS");
          },
          access -> {
            throw new IllegalStateException("no DynamoDB");
          });

  private TestSettings() {}

  /** The destinations of a text that holds the section {@code alerts} alone. */
  static NotifySettings read(String text) throws InvalidFileException {
    YamlFile file = YamlFile.of("weir.yaml", text, Environment.NONE);
    NotifySettings settings = NotifySettings.read(file.root().section("alerts"), Forms.TEXT);
    file.check();
    return settings;
  }

  /** One destination named {@code d}, with these keys. */
  static NotifySettings one(String kind, String keys) throws InvalidFileException {
    return read(
        "alerts:\n  destinations:\n    - name: d\n      kind: " + kind + "\n" + keys.indent(6));
  }

  /** One destination at this URL of this machine. */
  static NotifySettings at(String kind, String url) throws InvalidFileException {
    return one(kind, "url: " + url + "\nprivate_addresses: true\n");
  }
}
