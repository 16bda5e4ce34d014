package dev.weir.replay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.weir.config.ConfigFile;
import dev.weir.control.ControlClient;
import dev.weir.daemon.Daemon;
import dev.weir.lab.Eventually;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.msgpack.MsgpackWriter;
import dev.weir.proto.v1.ReplayProgress;
import dev.weir.proto.v1.ReplayRequest;
import dev.weir.units.ByteSize;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A whole daemon, asked over its control socket. */
@ExtendWith(LabExtension.class)
class DaemonReplayTest {
  @TempDir Path folder = Path.of("");
  private final Lab lab;
  private final Search search;

  DaemonReplayTest(Lab lab) {
    this.lab = lab;
    search = new Search(lab.openSearch().endpoint());
  }

  @Test
  void replaysWhatCameOverItsSocket() throws Exception {
    search.clear("weir-replayed-*");
    try (Daemon daemon = daemon();
        SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      daemon.start();
      search.createStrict(Sidecar.INDEX, "");
      send(socket, Sidecar.ofHost(List.of(Map.of("n", 1), Map.of("n", 2))), "a");
      Eventually.until(Sidecar.LIMIT, () -> search.letters("open") == 2, () -> "no dead letters");
      search.put("/" + Sidecar.INDEX + "/_mapping", "{\"dynamic\":true}");

      ReplayProgress replayed = replay();
      ReplayProgress again = replay();

      assertEquals(Map.of("indexed", 2L), replayed.getOutcomesMap());
      assertEquals(0, again.getSelected());
      assertEquals(2, search.count(Sidecar.INDEX));
      assertEquals(2, search.letters("replayed"));
    } finally {
      search.clear("weir-replayed-*");
    }
  }

  @Test
  void keepsAllButOneBrokenEntryOfAChunkThatKeepsComing() throws Exception {
    search.clear("weir-replayed-*");
    List<Map<String, ?>> records =
        IntStream.range(0, 4000).<Map<String, ?>>mapToObj(n -> Map.of("n", n)).toList();
    byte[] chunk = Sidecar.ofHost(records);
    byte[] first = Sidecar.ofHost(records.subList(0, 3));
    byte[] upToBroken = Sidecar.ofHost(records.subList(0, 4));
    chunk[upToBroken.length - 1] = (byte) 0xc1;
    try (Daemon daemon = daemon()) {
      daemon.start();
      int connections = 0;
      boolean acknowledged = false;
      while (!acknowledged && connections < 10) {
        connections++;
        try (SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX)) {
          send(socket, chunk, "c");
          acknowledged = socket.read(ByteBuffer.allocate(64)) > 0;
        }
      }

      assertTrue(acknowledged);
      assertEquals(3, connections);
      assertEquals(3999, search.count(Sidecar.INDEX));
      assertEquals(1, search.letters("open"));
      JsonNode letter =
          search.ask("GET", "/weir-dead-letters/_search", "").at("/hits/hits/0/_source");
      assertEquals("reserved_byte", letter.path("reason").asText());
      assertEquals("chunk", letter.path("form").asText());
      assertArrayEquals(
          Arrays.copyOfRange(chunk, first.length, upToBroken.length),
          letter.path("body").binaryValue());
    } finally {
      search.clear("weir-replayed-*");
    }
  }

  private ReplayProgress replay() throws Exception {
    return ControlClient.replay(
        folder.resolve("control.sock"), ReplayRequest.getDefaultInstance(), step -> {});
  }

  private void send(SocketChannel socket, byte[] entries, String chunkId) throws Exception {
    MsgpackWriter message = new MsgpackWriter(1024);
    message.writeArrayHeader(3);
    message.writeStr("replayed");
    message.writeBin(entries, 0, entries.length);
    message.writeMapHeader(1);
    message.writeStr("chunk");
    message.writeStr(chunkId);
    // It stays open: with its connection a chunk is cancelled.
    socket.connect(UnixDomainSocketAddress.of(folder.resolve("in.sock")));
    ByteBuffer bytes = ByteBuffer.wrap(message.toByteArray());
    while (bytes.hasRemaining()) {
      int unused = socket.write(bytes);
    }
  }

  private Daemon daemon() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    String yaml =
        """
        forward: { listeners: [{ unix: %s/in.sock }] }
        opensearch: { url: %s, replicas: 0 }
        types: { replayed: { period: day } }
        metrics: { listen: 127.0.0.1:%d }
        control: { socket: %s/control.sock }
        """
            .formatted(folder, lab.openSearch().endpoint(), port, folder);
    return new Daemon(
        new ConfigFile(name -> null, ByteSize.ofMiB(512)).parse("weir.yaml", yaml).config(),
        "1.2.3");
  }
}
