package dev.weir.ruleset;

import dev.weir.yaml.Form;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Takes;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where rules lie. */
public sealed interface RuleOrigin {
  /** A folder of this host with those below it, or a file. */
  record Local(Path path) implements RuleOrigin {
    @Override
    public String toString() {
      return path.toString();
    }
  }

  /**
   * Objects in S3.
   *
   * @param prefix what their keys begin with; the key of one object, or a prefix that ends with a
   *     slash
   */
  record InS3(String bucket, String prefix) implements RuleOrigin {
    @Override
    public String toString() {
      return "s3://" + bucket + "/" + prefix;
    }
  }

  /** Reads a path or an {@code s3://} address. */
  Form<RuleOrigin> FORM =
      Form.of(
          new Takes.Text(
              "path, `s3://bucket/prefix/` or `s3://bucket/key`",
              null,
              List.of("/etc/weir/rules", "s3://bucket/rules/")),
          RuleOrigin::parse);

  private static RuleOrigin parse(String text) {
    Matcher s3 =
        Pattern.compile("s3://([A-Za-z0-9][A-Za-z0-9._-]{1,254})/(.{0,1024})").matcher(text);
    if (s3.matches()) {
      return new InS3(s3.group(1), s3.group(2));
    }
    String expected = "a folder, a file, s3://bucket/prefix/ or s3://bucket/key";
    if (text.contains("://")) {
      throw new IllegalArgumentException(expected);
    }
    try {
      return new Local(Path.of(Forms.TEXT.parse(text)));
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(expected, e);
    }
  }
}
