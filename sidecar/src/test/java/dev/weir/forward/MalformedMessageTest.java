package dev.weir.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.chunk.ChunkRefusal;
import dev.weir.lab.Eventually;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class MalformedMessageTest {
  private static final String GOOD = "93 a1't' 91 92 03 80 81" + WireMessage.CHUNK;

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

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "NOT_A_MESSAGE, 80",
        "NOT_A_MESSAGE, 'GET / HTTP/1.1'",
        "NOT_A_MESSAGE, 16030100",
        "WRONG_ELEMENT_COUNT, 90",
        "WRONG_ELEMENT_COUNT, 91 a1't'",
        "WRONG_ELEMENT_COUNT, 95 a1't'",
        "WRONG_ELEMENT_COUNT, dd ffffffff",
        "WRONG_ELEMENT_COUNT, 92 a1't' 03",
        "WRONG_ELEMENT_COUNT, 94 a1't' 90",
        "BAD_TAG, 92 01",
        "BAD_TAG, 92 c0",
        "TAG_TOO_LONG, 92 da 0401",
        "TAG_TOO_LONG, 92 db ffffffff",
        "UNKNOWN_MODE, 92 a1't' c0",
        "UNKNOWN_MODE, 92 a1't' 80",
        "RESERVED_BYTE, c1",
        "RESERVED_BYTE, 92 a1't' 91 92 00 81 c1",
        "FRAME_TOO_LARGE, 92 a1't' c6 02000000",
        "FRAME_TOO_LARGE, 92 a1't' c6 ffffffff",
        "FRAME_TOO_LARGE, 92 a1't' db 7fffffff",
        "FRAME_TOO_LARGE, 92 a1't' dd ffffffff",
        "FRAME_TOO_LARGE, 92 a1't' 92 92 01 df ffffffff",
        "FRAME_TOO_LARGE, 93 a1't' 01 df 7fffffff",
        "BAD_RECORD, 93 a1't' 01 01",
        "BAD_OPTIONS, 93 a1't' 90 01",
        "BAD_OPTIONS, 93 a1't' 90 81 01 02",
        "BAD_OPTIONS, 93 a1't' 90 81 a5'chunk' 02",
        "BAD_OPTIONS, 93 a1't' 90 82 a5'chunk' a1'i' aa'compressed' 01",
        "UNKNOWN_COMPRESSION, 93 a1't' a0 82 a5'chunk' a1'i' aa'compressed' a2'xz'",
        "UNKNOWN_SIGNAL, 93 a1't' a0 82 a5'chunk' a1'i' ad'fluent_signal' 03",
        "BAD_COMPRESSION, 93 a1't' a1'x' 82 a5'chunk' a1'i' aa'compressed' a4'gzip'",
        "BAD_COMPRESSION, 93 a1't' a1'x' 82 a5'chunk' a1'i' aa'compressed' a4'zstd'",
        "BAD_ENTRY, 93 a1't' a1 01 81 a5'chunk' a1'i'",
        "BAD_ENTRY, 93 a1't' 91 91 01 81 a5'chunk' a1'i'",
        "BAD_ENTRY, 93 a1't' 91 93 01 80 80 81 a5'chunk' a1'i'",
        "BAD_ENTRY, 93 a1't' 91 92 92 01 01 80 81 a5'chunk' a1'i'",
        "BAD_TIME, 93 a1't' 91 92 a0 80 81 a5'chunk' a1'i'",
        "BAD_TIME, 93 a1't' 91 92 d6 00 00000001 80 81 a5'chunk' a1'i'",
        "BAD_TIME, 93 a1't' 91 92 d7 01 00000001 00000000 80 81 a5'chunk' a1'i'",
        "BAD_TIME, 93 a1't' 91 92 d7 00 00000001 3b9aca00 80 81 a5'chunk' a1'i'",
        "BAD_RECORD, 93 a1't' 91 92 01 a0 81 a5'chunk' a1'i'",
        "TRUNCATED_ENTRY, 93 a1't' a4 92 01 81 a0 81 a5'chunk' a1'i'",
        "TRUNCATED_ENTRY, 93 a1't' a7 92 01 df 7fffffff 81 a5'chunk' a1'i'",
        "RESERVED_BYTE, 93 a1't' a5 92 01 81 a0 c1 81 a5'chunk' a1'i'"
      })
  void closesThatConnectionAndNoOther(ChunkRefusal reason, String malformed) throws Exception {
    try (TestClient other = connect();
        TestClient client = connect()) {
      other.sendHex(GOOD);
      other.receive(9);

      client.sendHex(malformed);
      byte[] answer = client.receiveAll();

      assertEquals(0, answer.length);
      Eventually.until(
          "refused: " + observer.counts(), () -> observer.count("refused", reason) == 1);
      Eventually.until("closed", () -> observer.count("closed", CloseReason.CHUNK_REFUSED) == 1);
      other.sendHex(GOOD);
      assertEquals(WireMessage.ACK, other.receiveHex(9));
      assertEquals(List.of("t 3.000000000  80", "t 3.000000000  80"), handler.records);
      Eventually.until("slots free", () -> server.freeSlots() == 7);
    }
  }

  @ParameterizedTest
  @CsvSource({"127, 1", "128, 0"})
  void refusesWhatIsNestedTooDeep(int arrays, int records) throws Exception {
    String nested = "91".repeat(arrays - 3) + "90";
    String message = "93 a1't' 91 92 03 81 a1'a' " + nested + " 81" + WireMessage.CHUNK;
    try (TestClient client = connect()) {
      client.sendHex(message);

      byte[] answer = client.receive(9);

      assertEquals(records == 1 ? 9 : 0, answer.length);
      assertEquals(records, handler.records.size());
      assertEquals(1 - records, observer.count("refused", ChunkRefusal.TOO_DEEP));
    }
  }

  private TestClient connect() throws Exception {
    return TestClient.tcp(server.ports().getFirst());
  }
}
