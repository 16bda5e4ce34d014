package dev.weir.faults;

import dev.weir.msgpack.MsgpackWriter;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A host's forward client: sends one small chunk until it is acknowledged. */
final class HostClient {
  private static final int RETRY_MILLIS = 200;

  private final Path socket;
  private final String chunk;
  private final byte[] message;

  /**
   * @param chunk the chunk's id, 32 characters of ASCII
   * @param lines each becomes a record
   */
  HostClient(Path socket, String chunk, List<String> lines, long epochSeconds) {
    this.socket = socket;
    this.chunk = chunk;
    MsgpackWriter entries = new MsgpackWriter(256);
    for (String line : lines) {
      entries.writeArrayHeader(2);
      entries.writeEventTime(epochSeconds, 0);
      entries.writeMapHeader(1);
      entries.writeStr("line");
      entries.writeStr(line);
    }
    MsgpackWriter all = new MsgpackWriter(512);
    all.writeArrayHeader(3);
    all.writeStr("host.app");
    all.writeBin(entries.bytes(), 0, entries.size());
    all.writeMapHeader(2);
    all.writeStr("chunk");
    all.writeStr(chunk);
    all.writeStr("size");
    all.writeLong(lines.size());
    this.message = all.toByteArray();
  }

  /** Returns when the chunk is acknowledged; ends with an interrupt only. */
  void send() throws InterruptedException {
    while (!attempt()) {
      Thread.sleep(RETRY_MILLIS);
    }
  }

  private boolean attempt() {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      ByteBuffer bytes = ByteBuffer.wrap(message);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      // The answer holds our chunk's id last; weir writes it at once.
      ByteBuffer answer = ByteBuffer.allocate(128);
      while (channel.read(answer) >= 0) {
        String text = new String(answer.array(), 0, answer.position(), StandardCharsets.ISO_8859_1);
        if (text.endsWith(chunk)) {
          return true;
        }
      }
      return false;
    } catch (IOException refused) {
      return false;
    }
  }
}
