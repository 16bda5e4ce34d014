package dev.weir.notify;

import dev.weir.yaml.Form;
import dev.weir.yaml.Forms;
import dev.weir.yaml.Section;
import org.jspecify.annotations.Nullable;

/** One destination: what it is, what it wants, and when. */
public final class DestinationSettings {
  private static final Form<String> NAME =
      Forms.matching(
          "up to 64 letters, digits, `_`, `.`, `-`",
          "[A-Za-z0-9_.-]{1,64}",
          "at most 64 letters, digits, _ . -");

  private final String name;
  private final Target target;
  private final AlertChoice select;
  private final @Nullable QuietHours quietHours;

  DestinationSettings(
      String name, Target target, AlertChoice select, @Nullable QuietHours quietHours) {
    this.name = name;
    this.target = target;
    this.select = select;
    this.quietHours = quietHours;
  }

  /** Reads one of {@code alerts.destinations}. */
  static DestinationSettings read(Section section, Form<String> known) {
    String name = section.required("name", "", "a name for logs and commands", NAME);
    Kind kind = section.required("kind", Kind.WEBHOOK, "what it is", Forms.choice(Kind.class));
    return new DestinationSettings(
        name,
        kind.read(section),
        AlertChoice.read(section.section("select"), known),
        QuietHours.read(section.section("quiet_hours")));
  }

  /** Its name in logs and commands. */
  public String name() {
    return name;
  }

  Target target() {
    return target;
  }

  AlertChoice select() {
    return select;
  }

  @Nullable QuietHours quietHours() {
    return quietHours;
  }
}
