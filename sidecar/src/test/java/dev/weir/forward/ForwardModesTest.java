package dev.weir.forward;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import dev.weir.lab.Eventually;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
final class ForwardModesTest {
  private final CollectingHandler handler = new CollectingHandler(true);
  private final RecordingObserver observer = new RecordingObserver();
  private final ForwardServer server =
      new ForwardServer(
          ForwardSettings.of(new Listener.Tcp("127.0.0.1", 0, null, true)), handler, observer);

  @BeforeEach
  void start() throws Exception {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  static Stream<WireMessage> messages() {
    byte[] plain = WireMessage.entries();
    byte[] first = Arrays.copyOfRange(plain, 0, 15);
    byte[] second = Arrays.copyOfRange(plain, 15, plain.length);
    byte[] members = Bytes.concat(Bytes.gzip(first), Bytes.gzip(second));
    byte[] frames = Bytes.concat(Zstd.compress(first), Zstd.compress(second));
    return Stream.concat(
        WireMessage.all().stream(),
        Stream.of(
            WireMessage.compressed("gzip", Bytes.gzip(plain)),
            WireMessage.compressed("gzip", members),
            WireMessage.compressed("zstd", Zstd.compress(plain)),
            WireMessage.compressed("zstd", frames)));
  }

  @ParameterizedTest
  @MethodSource("messages")
  void readsAndAcknowledges(WireMessage message) throws Exception {
    try (TestClient client = connect()) {
      client.send(message.bytes());

      assertEquals(WireMessage.ACK, client.receiveHex(9));
      assertEquals(message.records(), handler.records);
      assertEquals(1, observer.count("received", message.mode()));
    }
  }

  @ParameterizedTest
  @MethodSource("messages")
  void readsWhatComesByteByByte(WireMessage message) throws Exception {
    byte[] bytes = message.bytes();
    try (TestClient client = connect()) {
      for (int i = 0; i < bytes.length; i++) {
        client.send(bytes, i, i + 1);
      }

      assertEquals(WireMessage.ACK, client.receiveHex(9));
      assertEquals(message.records(), handler.records);
    }
  }

  @ParameterizedTest
  @MethodSource("messages")
  void handsOverNothingOfMessageThatIsCutOff(WireMessage message) throws Exception {
    byte[] bytes = message.bytes();

    for (int end = 1; end < bytes.length; end++) {
      try (TestClient client = connect()) {
        client.send(bytes, 0, end);
      }
    }

    Eventually.until(
        "all connections are closed",
        () -> observer.count("closed", CloseReason.PEER_CLOSED_IN_MESSAGE) == bytes.length - 1);
    assertEquals(List.of(), handler.records);
    assertTrue(handler.pending.isEmpty());
    assertEquals(7, server.freeSlots());
    readsAndAcknowledges(message);
  }

  @Test
  void readsMessagesThatComeInOneWriteWithHeartbeatsBetween() throws Exception {
    byte[] nil = {(byte) 0xc0};
    byte[] all = nil;
    int count = 0;
    for (WireMessage message : WireMessage.all()) {
      all = Bytes.concat(all, message.bytes(), nil, nil);
      count++;
    }
    try (TestClient client = connect()) {
      client.send(all);

      byte[] acks = client.receive(9 * count);

      byte[] one = Bytes.hex(WireMessage.ACK);
      for (int i = 0; i < count; i++) {
        assertArrayEquals(one, Arrays.copyOfRange(acks, 9 * i, 9 * i + 9));
      }
      assertEquals(
          WireMessage.all().stream().flatMap(message -> message.records().stream()).toList(),
          handler.records);
    }
  }

  @Test
  void answersNothingToMessageWithoutChunkId() throws Exception {
    try (TestClient client = connect()) {
      client.sendHex("92 a1't' 91 92 03 81 a1'a' 02");
      Eventually.until("the record is there", () -> handler.records.size() == 1);
      client.sendHex("93 a1't' 90 81" + WireMessage.CHUNK);

      assertEquals(WireMessage.ACK, client.receiveHex(9));
      assertEquals(2, observer.count("acked"));
    }
  }

  @Test
  void acknowledgesSignalsThatAreNoLogs() throws Exception {
    try (TestClient client = connect()) {
      client.sendHex("93 a1't' c4 01 ff 82 ad'fluent_signal' 01" + WireMessage.CHUNK);
      client.sendHex("93 a1't' c4 01 ff 82 ad'fluent_signal' 02" + WireMessage.CHUNK);

      assertEquals(WireMessage.ACK + WireMessage.ACK, client.receiveHex(18));
      assertEquals(1, observer.count("signal", IgnoredSignal.METRICS));
      assertEquals(1, observer.count("signal", IgnoredSignal.TRACES));
      assertEquals(List.of(), handler.records);
    }
  }

  @Test
  void echoesChunkIdVerbatim() throws Exception {
    String id = "d9 20 '0123456789abcdef0123456789abcdef'";
    try (TestClient client = connect()) {
      client.sendHex("93 a1't' 90 81 a5'chunk'" + id);

      assertArrayEquals(Bytes.hex("81 a3'ack'" + id), client.receive(39));
    }
  }

  private TestClient connect() throws Exception {
    return TestClient.tcp(server.ports().getFirst());
  }
}
