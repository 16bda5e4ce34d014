package dev.weir.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.lab.Eventually;
import dev.weir.lab.Lab;
import dev.weir.lab.LabExtension;
import dev.weir.msgpack.MsgpackWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A chunk as a host's Fluent Bit sends it, to a running weir. */
@ExtendWith(LabExtension.class)
class AcknowledgementTest {
  private static final Duration DEADLINE = Duration.ofMinutes(1);
  private static final String CHUNK = "0123456789abcdef0123456789abcdef";

  @BeforeEach
  void empty(Lab lab) {
    SearchIndex.empty(lab.openSearch().endpoint());
  }

  @Test
  void acknowledgesAChunkOnlyAfterOpenSearchHasIt(Lab lab) throws Exception {
    try (Pipeline pipeline = Pipeline.start(lab, PipelineOptions.of(Optional.empty()));
        SocketChannel connection = connect(pipeline)) {
      lab.openSearch().kill();

      send(connection);
      Eventually.until(
          DEADLINE,
          () -> pipeline.weir().metrics().sum("weir_alarm") > 0,
          () -> "no alarm:\n" + pipeline.weir().tail());
      assertFalse(hasAnswer(connection), "acknowledged without OpenSearch");
      lab.openSearch().restart();
      Eventually.until(DEADLINE, () -> hasAnswer(connection), () -> "never acknowledged");

      ByteBuffer answer = ByteBuffer.allocate(100);
      connection.read(answer);
      String ack = new String(answer.array(), 0, answer.position(), StandardCharsets.ISO_8859_1);
      assertTrue(ack.contains("ack") && ack.contains(CHUNK), ack);
      pipeline.search().refresh();
      assertEquals(1, pipeline.search().count("weir-json-*"));
    }
  }

  @Test
  void aChunkThatIsSentAgainIsNotIndexedAgain(Lab lab) throws Exception {
    try (Pipeline pipeline = Pipeline.start(lab, PipelineOptions.of(Optional.empty()))) {
      for (int attempt = 0; attempt < 3; attempt++) {
        try (SocketChannel connection = connect(pipeline)) {
          send(connection);
          Eventually.until(DEADLINE, () -> hasAnswer(connection), () -> "never acknowledged");
        }
      }

      pipeline.search().refresh();
      assertEquals(1, pipeline.search().count("weir-json-*"));
      MetricsPage metrics = pipeline.weir().metrics();
      assertEquals(2, metrics.sum("weir_records_total", "fate=\"already_indexed\""));
    }
  }

  private static SocketChannel connect(Pipeline pipeline) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    channel.connect(UnixDomainSocketAddress.of(pipeline.sidecarSocket()));
    return channel;
  }

  /** One PackedForward message with one record. */
  private static void send(SocketChannel connection) throws IOException {
    MsgpackWriter entries = new MsgpackWriter(64);
    entries.writeArrayHeader(2);
    entries.writeEventTime(1_795_000_000, 0);
    entries.writeMapHeader(1);
    entries.writeStr("message");
    entries.writeStr("hello");
    MsgpackWriter message = new MsgpackWriter(256);
    message.writeArrayHeader(3);
    message.writeStr("host.app");
    message.writeBin(entries.bytes(), 0, entries.size());
    message.writeMapHeader(2);
    message.writeStr("chunk");
    message.writeStr(CHUNK);
    message.writeStr("size");
    message.writeLong(1);
    ByteBuffer bytes = ByteBuffer.wrap(message.bytes(), 0, message.size());
    while (bytes.hasRemaining()) {
      connection.write(bytes);
    }
  }

  /** Whether something can be read now; takes nothing. */
  private static boolean hasAnswer(SocketChannel connection) {
    try (Selector selector = Selector.open()) {
      connection.configureBlocking(false);
      connection.register(selector, SelectionKey.OP_READ);
      return selector.selectNow() > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
