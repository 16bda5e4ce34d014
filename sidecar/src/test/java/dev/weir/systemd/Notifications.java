package dev.weir.systemd;

import dev.weir.lab.Eventually;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The receiving end of a NOTIFY_SOCKET, in a process of its own. Thread-safe. */
public final class Notifications implements AutoCloseable {
  private static final String PROGRAM =
      """
      import socket, sys, time
      name = sys.argv[1]
      receiver = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
      receiver.bind(chr(0) + name[1:] if name.startswith('@') else name)
      print('listens', flush=True)
      while True:
          message = receiver.recv(65536).decode()
          print(time.monotonic_ns() // 1000, message.replace(chr(10), '|'), flush=True)
      """;

  /** A message, its lines joined by bars, and when it came by the monotonic clock. */
  public record Received(long micros, String message) {}

  private final Process process;
  private final List<Received> received = new CopyOnWriteArrayList<>();

  /** Listens at a path, or at an abstract name that begins with {@code @}. */
  public Notifications(String address) throws IOException {
    process =
        new ProcessBuilder("python3", "-c", PROGRAM, address)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    if (!"listens".equals(lines.readLine())) {
      throw new IOException("nobody listens at " + address);
    }
    Thread.ofVirtual().start(() -> lines.lines().forEach(this::add));
  }

  private void add(String line) {
    int space = line.indexOf(' ');
    received.add(new Received(Long.parseLong(line.substring(0, space)), line.substring(space + 1)));
  }

  /** All that came so far, in order. */
  public List<Received> received() {
    return received;
  }

  /** Waits for a message that begins so, and returns the first. */
  public Received first(String beginning) {
    Eventually.until(
        () -> received.stream().anyMatch(each -> each.message().startsWith(beginning)),
        () -> "no " + beginning + " in " + received);
    return received.stream()
        .filter(each -> each.message().startsWith(beginning))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
