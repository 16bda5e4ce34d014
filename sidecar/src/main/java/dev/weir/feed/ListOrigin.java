package dev.weir.feed;

import dev.weir.settings.AwsAccess;
import dev.weir.settings.AwsNames;
import dev.weir.yaml.Form;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import dev.weir.yaml.Takes;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a list is. {@code toString} holds no secret. */
public sealed interface ListOrigin {
  /** A file on this host. It need not be there: then records go on without it. */
  record LocalFile(Path path) implements ListOrigin {
    @Override
    public String toString() {
      return path.toString();
    }
  }

  /** An object in S3. */
  record S3Object(String bucket, String key, AwsAccess access, @Nullable String expectedOwner)
      implements ListOrigin {
    @Override
    public String toString() {
      return "s3://" + bucket + "/" + key;
    }
  }

  /**
   * A URL.
   *
   * @param privateAddresses whether its host may be in a private network
   */
  record Url(URI url, boolean privateAddresses) implements ListOrigin {
    @Override
    public String toString() {
      return url.getScheme() + "://" + url.getRawAuthority() + url.getRawPath();
    }
  }

  /** A URL may hold a licence's key: it is a secret, and is printed without its query. */
  Form<Shown> SHOWN =
      new Form<>() {
        @Override
        public Shown parse(String text) {
          return new Shown(text);
        }

        @Override
        public Takes takes() {
          return new Takes.Text(
              "path, `s3://bucket/key` or URL",
              null,
              List.of("/path", "s3://bucket/key", "https://host/path"));
        }

        @Override
        public boolean isSecret() {
          return true;
        }
      };

  /** Reads {@code from}, and the keys that go with what it is. */
  static ListOrigin read(Section section) {
    String expected = "a file, s3://bucket/key, or a URL of https";
    Shown shown = section.required("from", new Shown("/"), expected, SHOWN);
    String from = shown.text();
    if (from.startsWith("s3://")) {
      return s3(section, from);
    }
    if (from.startsWith("https://") || from.startsWith("http://")) {
      return url(section, from);
    }
    try {
      return new LocalFile(Path.of(from));
    } catch (InvalidPathException e) {
      section.problem("from", "'" + from + "'", expected);
      return new LocalFile(Path.of("/"));
    }
  }

  /** What is given, printed without a query. */
  record Shown(String text) {
    public Shown {
      Forms.TEXT.parse(text);
    }

    @Override
    public String toString() {
      int query = text.startsWith("http") ? text.indexOf('?') : -1;
      return query < 0 ? text : text.substring(0, query);
    }
  }

  private static ListOrigin s3(Section section, String from) {
    int slash = from.indexOf('/', 5);
    if (!from.matches("s3://[A-Za-z0-9][A-Za-z0-9._-]{1,254}/.{1,1024}")) {
      section.problem("from", "'" + from + "'", "s3://bucket/key");
      slash = -1;
    }
    return new S3Object(
        slash < 0 ? "" : from.substring(5, slash),
        slash < 0 ? "" : from.substring(slash + 1),
        AwsAccess.readOfBucket(section),
        section.optional("expected_owner", AwsNames.ACCOUNT));
  }

  private static ListOrigin url(Section section, String from) {
    boolean plain = section.value("insecure", false, Forms.BOOLEAN);
    boolean privateAddresses = section.value("private_addresses", false, Forms.BOOLEAN);
    URI url = URI.create("https://invalid/");
    try {
      url = Forms.HTTP_URL.parse(from);
      if (from.startsWith("http:") && !plain) {
        section.problem(
            "from", "http, which anyone on the way can change", "https, or insecure: true");
      }
    } catch (IllegalArgumentException e) {
      section.problem("from", "no URL", String.valueOf(e.getMessage()));
    }
    return new Url(url, privateAddresses);
  }
}
