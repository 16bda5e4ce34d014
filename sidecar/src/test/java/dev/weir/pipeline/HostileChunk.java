package dev.weir.pipeline;

import dev.weir.account.Ledger;
import dev.weir.account.StampKey;
import dev.weir.chunk.Chunk;
import dev.weir.chunk.ChunkHandler;
import dev.weir.chunk.ChunkRefusal;
import dev.weir.chunk.MalformedChunkException;
import dev.weir.event.JsonBuffer;
import dev.weir.event.ReservedNames;
import dev.weir.forward.ForwardObserver;
import dev.weir.forward.ForwardServer;
import dev.weir.forward.ForwardSettings;
import dev.weir.forward.Listener;
import dev.weir.letters.DeadLetter;
import dev.weir.msgpack.MsgpackException;
import dev.weir.msgpack.MsgpackWriter;
import dev.weir.rule.Rule;
import dev.weir.sink.Delivery;
import dev.weir.sink.DocumentTarget;
import dev.weir.type.LogTypes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;

/** The process that is attacked: a forward server and what makes documents, and a client. */
final class HostileChunk {
  /** What the decompressed payload holds. */
  enum Attack {
    /** Millions of entries of three bytes. */
    ENTRIES,
    /** A record of millions of fields of two bytes. */
    FIELDS,
    /** A record with an array of one-byte values, of which each is six in JSON. */
    NILS,
    /** A record with a text of control characters, of which each is six bytes in JSON. */
    CONTROLS
  }

  private static final int MOST_ENTRIES = 1_000_000;
  private static final int PAYLOAD_BYTES = 31 << 20;
  private static final int BLOCK_BYTES = 8 << 10;
  private static final byte[] ACK_HEAD = {(byte) 0x81, (byte) 0xa3, 'a', 'c', 'k'};

  private HostileChunk() {}

  public static void main(String[] arguments) throws Exception {
    Handler handler = new Handler();
    Listener listener = new Listener.Tcp("127.0.0.1", 0, null, true);
    try (ForwardServer server =
        new ForwardServer(ForwardSettings.of(listener), handler, ForwardObserver.NONE)) {
      server.start();
      InetAddress loopback = InetAddress.getLoopbackAddress();
      try (Socket socket = new Socket(loopback, server.ports().getFirst())) {
        socket.getOutputStream().write(message(Attack.valueOf(arguments[0])));
        byte[] ack = socket.getInputStream().readNBytes(ACK_HEAD.length);
        if (ack.length < ACK_HEAD.length) {
          throw new IOException("closed without an acknowledgement");
        }
      }
    }
    System.out.println(handler.documents + " documents " + String.join(" ", handler.letters));
  }

  /** A CompressedPackedForward message. */
  static byte[] message(Attack attack) {
    byte[] payload = gzip(attack);
    MsgpackWriter out = new MsgpackWriter(payload.length + 64);
    out.writeArrayHeader(3);
    out.writeStr("host.app");
    out.writeBinHeader(payload.length);
    out.writeRaw(payload, 0, payload.length);
    out.writeMapHeader(2);
    out.writeStr("compressed");
    out.writeStr("gzip");
    out.writeStr("chunk");
    out.writeStr("id");
    return out.toByteArray();
  }

  private static byte[] gzip(Attack attack) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out, true)) {
      switch (attack) {
        case ENTRIES -> repeat(gzip, "920380", PAYLOAD_BYTES / 3);
        case FIELDS -> {
          repeat(gzip, "9203df%08x".formatted(PAYLOAD_BYTES / 2), 1);
          repeat(gzip, "a0c0", PAYLOAD_BYTES / 2);
        }
        case NILS -> {
          repeat(gzip, "920381a161dd%08x".formatted(PAYLOAD_BYTES), 1);
          repeat(gzip, "c2", PAYLOAD_BYTES);
        }
        case CONTROLS -> {
          repeat(gzip, "920381a161db%08x".formatted(PAYLOAD_BYTES), 1);
          repeat(gzip, "01", PAYLOAD_BYTES);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void repeat(GZIPOutputStream out, String hex, int times) throws IOException {
    byte[] one = HexFormat.of().parseHex(hex);
    int block = Math.min(times, BLOCK_BYTES / one.length);
    byte[] many = new byte[block * one.length];
    for (int i = 0; i < block; i++) {
      System.arraycopy(one, 0, many, i * one.length, one.length);
    }
    for (int left = times; left > 0; left -= block) {
      out.write(many, 0, Math.min(left, block) * one.length);
      // Keeps the whole below the ratio that is refused.
      out.flush();
    }
  }

  private static final class Handler implements ChunkHandler {
    private final RecordWorker worker;
    private final Ledger ledger = new Ledger();
    private final Set<String> letters = new TreeSet<>();
    private long documents;

    Handler() {
      Routes routes = PlainRoutes.of(LogTypes.shipped());
      worker =
          new RecordWorker(
              new ReservedNames(List.of("weir", "@timestamp", "native")),
              StampKey.fromSecret(new byte[] {1, 2, 3}),
              routes,
              new IndexBounds(),
              MOST_ENTRIES,
              new Unheard(),
              Clock.systemUTC());
    }

    @Override
    public void handle(Chunk chunk) throws MalformedChunkException {
      ChunkAccount account = new ChunkAccount(chunk, ledger);
      try {
        worker.work(chunk, account, new Target(account), null, BrokenEntries.REFUSE);
      } catch (MsgpackException e) {
        throw new MalformedChunkException(ChunkRefusal.BAD_ENTRY, e.offset());
      }
      account.readingEnded();
    }

    @Override
    public void salvage(Chunk chunk) {
      throw new IllegalStateException("nothing is broken");
    }

    @Override
    public void poisoned(
        String tag,
        ChunkRefusal reason,
        byte[] raw,
        long rawBytes,
        String peer,
        Runnable whenKept) {
      throw new IllegalStateException("nothing is broken");
    }

    /** Forgets each document as soon as it is written. */
    private final class Target implements DocumentTarget {
      private final ChunkAccount account;
      private JsonBuffer buffer = new JsonBuffer(4096);

      Target(ChunkAccount account) {
        this.account = account;
      }

      @Override
      public JsonBuffer begin(byte[] index, byte[] id) {
        buffer.clear();
        return buffer;
      }

      @Override
      public void endElsewhere(int token, int ingestedAt) {
        end(token, ingestedAt);
      }

      @Override
      public void end(int token, int ingestedAt) {
        documents++;
        account.delivered(token, Delivery.CREATED);
      }

      @Override
      public void endMatch(int token, int matchedAt) {
        account.delivered(token, Delivery.CREATED);
      }

      @Override
      public void abandon() {
        buffer = new JsonBuffer(4096);
      }

      @Override
      public void deadLetter(int token, DeadLetter letter) {
        letters.add(letter.reason());
        account.delivered(
            token,
            new Delivery.DeadLettered(letter.reason(), letter.stage(), letter.body().isWhole()));
      }

      @Override
      public int bodyLimit() {
        return 32 << 10;
      }

      @Override
      public void cancel() {
        // Nothing is held.
      }
    }
  }

  private static final class Unheard implements PipelineObserver {
    @Override
    public void chunksAtWork(int change) {
      // Nobody asks.
    }

    @Override
    public void stampForged() {}

    @Override
    public void recordFiltered(String reason) {}

    @Override
    public void recordUnparsed(String type, String reason) {}

    @Override
    public void timeReplaced(String type, String reason) {}

    @Override
    public void columnsUnknown(String type) {}

    @Override
    public void invalidUtf8(String type) {}

    @Override
    public void recordMultiplied() {}

    @Override
    public void innerRecord(String type) {}

    @Override
    public void detected(RuleReasons reasons) {}

    @Override
    public void ruleMatched(Rule rule) {}
  }
}
