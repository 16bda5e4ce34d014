package dev.weir.source.send;

import dev.weir.settings.ForwardUser;
import dev.weir.settings.Secret;
import dev.weir.settings.SecretForm;
import dev.weir.yaml.Section;
import org.jspecify.annotations.Nullable;

/**
 * The handshake's secrets. Prints nothing of itself.
 *
 * @param key known to both sides
 * @param hostname what this side calls itself
 * @param user null where the server asks for none
 * @param password the user's
 */
public record SharedKey(
    String key, String hostname, @Nullable String user, @Nullable String password) {
  public static SharedKey of(String key, String hostname) {
    return new SharedKey(key, hostname, null, null);
  }

  /** Reads {@code shared_key} and {@code user}; null where there is no key. */
  static @Nullable SharedKey read(Section section, String hostname) {
    Secret key = section.optional("shared_key", SecretForm.of(section));
    Section userSection = section.section("user");
    ForwardUser user = userSection.present() ? ForwardUser.read(userSection) : null;
    if (user != null && !section.has("shared_key")) {
      section.problem("user", "a user without shared_key", "shared_key with it");
    }
    if (key == null) {
      return null;
    }
    return user == null
        ? of(key.reveal(), hostname)
        : new SharedKey(key.reveal(), hostname, user.name(), user.password().reveal());
  }

  @Override
  public String toString() {
    return "SharedKey(***)";
  }
}
