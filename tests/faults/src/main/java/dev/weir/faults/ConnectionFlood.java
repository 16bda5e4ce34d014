package dev.weir.faults;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * OpenSearch refuses everything for a while, meanwhile 500 hosts connect to the sidecar, whose
 * budget is small, each with a chunk; then OpenSearch is well again, and all have to be served.
 */
final class ConnectionFlood implements Fault {
  private static final int CLIENTS = 500;
  private static final int RECORDS_EACH = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Rig rig;
  private final Load load;
  private final String name;
  private final List<Thread> clients = new ArrayList<>();

  /**
   * @param name begins the name of each record
   */
  ConnectionFlood(Rig rig, Load load, String name) {
    this.rig = rig;
    this.load = load;
    this.name = name;
  }

  @Override
  public void inject() {
    rig.searchProxy().disturb(exchange -> exchange.answer(RequestStorm.refusal(503)));
    Path socket = rig.pipeline().sidecarSocket();
    long now = Instant.now().getEpochSecond();
    for (int i = 0; i < CLIENTS; i++) {
      List<String> lines = load.hostLines(name + "-" + i, RECORDS_EACH);
      String chunk = String.format(Locale.ROOT, "%032x", (long) name.hashCode() << 32 | i);
      HostClient client = new HostClient(socket, chunk, lines, now);
      clients.add(Thread.ofVirtual().name("host").start(() -> untilAcknowledged(client)));
    }
  }

  @Override
  public void heal() throws IOException, InterruptedException {
    rig.searchProxy().calm();
    long end = System.nanoTime() + PATIENCE.toNanos();
    int left = 0;
    for (Thread client : clients) {
      if (!client.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())))) {
        client.interrupt();
        left++;
      }
    }
    if (left > 0) {
      throw new IOException(left + " of " + CLIENTS + " hosts were not served in " + PATIENCE);
    }
  }

  private static void untilAcknowledged(HostClient client) {
    try {
      client.send();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
