package dev.weir.settings;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a secret lies in AWS.
 *
 * @param name of the parameter or secret, or its ARN
 * @param key the key of the secret's JSON object that holds the value; null for the whole secret
 */
public record SecretReference(Place place, String name, @Nullable String key) {
  /** A service that keeps secrets. */
  public enum Place {
    SSM,
    SECRETS_MANAGER
  }

  private static final Pattern SSM = Pattern.compile("ssm:([A-Za-z0-9_./:-]{1,1011})");
  private static final Pattern SECRETS_MANAGER =
      Pattern.compile("secretsmanager:([A-Za-z0-9_./:+=@-]{1,2048})(?:#([^#]{1,256}))?");
  private static final Pattern REGION =
      Pattern.compile("arn:[a-z-]+:(?:ssm|secretsmanager):([a-z0-9-]+):.*");

  /**
   * Reads a value of the configuration.
   *
   * @return empty if the value is something else than a reference
   * @throws IllegalArgumentException if it begins as a reference and goes on as none; says what was
   *     expected
   */
  public static Optional<SecretReference> parse(String text) {
    if (text.startsWith("ssm:")) {
      Matcher ssm = SSM.matcher(text);
      if (!ssm.matches()) {
        throw new IllegalArgumentException("the name of a parameter, such as ssm:/weir/fleet-key");
      }
      return Optional.of(new SecretReference(Place.SSM, ssm.group(1), null));
    }
    if (text.startsWith("secretsmanager:")) {
      Matcher secret = SECRETS_MANAGER.matcher(text);
      if (!secret.matches()) {
        throw new IllegalArgumentException(
            "the name or ARN of a secret, such as secretsmanager:weir/fleet-key, and #key for one"
                + " key of its JSON");
      }
      return Optional.of(
          new SecretReference(Place.SECRETS_MANAGER, secret.group(1), secret.group(2)));
    }
    return Optional.empty();
  }

  /** The region that its ARN names; empty for a name. */
  public Optional<String> region() {
    Matcher arn = REGION.matcher(name);
    return arn.matches() ? Optional.of(arn.group(1)) : Optional.empty();
  }
}
