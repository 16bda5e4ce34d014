package dev.weir.forward;

import java.util.List;

/** What a {@link ForwardServer} is to do. */
public record ForwardSettings(
    List<Listener> listeners, ForwardLimits limits, ForwardDeadlines deadlines) {

  public ForwardSettings {
    listeners = List.copyOf(listeners);
  }

  /** These listeners with the default limits and deadlines. */
  public static ForwardSettings of(Listener... listeners) {
    return new ForwardSettings(List.of(listeners), ForwardLimits.DEFAULT, ForwardDeadlines.DEFAULT);
  }
}
