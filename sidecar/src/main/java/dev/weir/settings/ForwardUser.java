package dev.weir.settings;

import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;

/** A user of the forward handshake. */
public record ForwardUser(String name, Secret password) {

  public static ForwardUser read(Section section) {
    return new ForwardUser(
        section.required("name", "", "a user's name", Forms.TEXT),
        section.required("password", Secret.of(""), "a password", SecretForm.of(section)));
  }
}
