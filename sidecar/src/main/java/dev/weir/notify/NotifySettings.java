package dev.weir.notify;

import dev.weir.yaml.Form;
import dev.weir.yaml.Section;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where alerts are sent. */
public record NotifySettings(List<DestinationSettings> destinations) {
  /** Nobody is told. */
  public static final NotifySettings NONE = new NotifySettings(List.of());

  public NotifySettings {
    destinations = List.copyOf(destinations);
  }

  /**
   * Reads the key {@code destinations} of the section {@code alerts}.
   *
   * @param known takes the log types that there are
   */
  public static NotifySettings read(Section alerts, Form<String> known) {
    List<DestinationSettings> destinations = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Section section : alerts.sections("destinations")) {
      DestinationSettings destination = DestinationSettings.read(section, known);
      if (!destination.name().isEmpty() && !names.add(destination.name())) {
        section.problem("name", "'" + destination.name() + "' a second time", "a name of its own");
      }
      destinations.add(destination);
    }
    return new NotifySettings(destinations);
  }
}
