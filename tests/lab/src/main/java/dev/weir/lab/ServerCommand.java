package dev.weir.lab;

import java.util.List;
import java.util.Map;

/** How a server of the lab is started. */
interface ServerCommand {
  /** As in messages. */
  String name();

  /**
   * The command line of the next start.
   *
   * @param earlierPorts those that an earlier start got, by name
   */
  List<String> line(Map<String, Integer> earlierPorts);

  /** Whether an orderly end would make the next start faster. */
  boolean wantsOrderlyEnd();

  /** It ended as it was asked to. */
  void endedInOrder();
}
