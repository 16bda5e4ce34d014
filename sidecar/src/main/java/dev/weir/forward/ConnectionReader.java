package dev.weir.forward;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the messages of one connection, on its virtual thread. */
final class ConnectionReader {
  /** The piece of a large message that is read at once, and must arrive within the deadline. */
  private static final int PIECE_BYTES = 64 << 10;

  private final Connection connection;
  private final ForwardContext context;
  private final Head head;
  private final MessageScanner scanner;
  private final Delivery delivery;

  // The message that is being read: its bytes lie in the head, or in the lease once there is one.
  private @Nullable Lease lease;
  private byte[] bytes;
  private int used;

  ConnectionReader(Connection connection, Head head) {
    this.connection = connection;
    this.context = connection.context();
    this.head = head;
    this.scanner = new MessageScanner(context.limits().frame().toIntExact());
    this.delivery = new Delivery(connection);
    this.bytes = head.bytes();
  }

  /** Reads until the connection ends, and says why it did unless somebody closed it. */
  CloseReason read() throws IOException, InterruptedException {
    try {
      while (!connection.isClosed()) {
        head.passHeartbeats();
        if (head.size() == 0) {
          if (!head.fill(connection.wire(), 0)) {
            return CloseReason.PEER_CLOSED;
          }
          continue;
        }
        connection.awaitRoom();
        if (!readMessage()) {
          return CloseReason.PEER_CLOSED_IN_MESSAGE;
        }
      }
      return CloseReason.CONNECTION_FAILED;
    } finally {
      if (lease != null) {
        lease.release();
      }
    }
  }

  /** Returns false if the peer closed before the message's end. */
  private boolean readMessage() throws IOException, InterruptedException {
    scanner.reset();
    head.moveToStart();
    bytes = head.bytes();
    used = head.size();
    try {
      boolean whole = scanner.scan(bytes, used);
      while (!whole && used < Head.LIMIT_BYTES) {
        if (!head.fill(connection.wire(), Head.LIMIT_BYTES)) {
          return false;
        }
        bytes = head.bytes();
        used = head.size();
        whole = scanner.scan(bytes, used);
      }
      Lease acquired = acquire(scanner.required());
      lease = acquired;
      if (!receive(acquired, whole)) {
        return false;
      }
      lease = null;
      byte[] message = bytes;
      // An idle connection must not keep a slot's array from being freed.
      bytes = head.bytes();
      delivery.deliver(message, scanner, acquired);
    } catch (MalformedChunkException e) {
      Lease held = lease;
      lease = null;
      delivery.refuseBroken(e, bytes, used, held);
    } finally {
      connection.reading().disarm();
    }
    return true;
  }

  private Lease acquire(long required) throws InterruptedException {
    long asked = context.ticker().getAsLong();
    Lease acquired = Lease.acquire(context.slots(), required);
    context.observer().slotWaited(context.ticker().getAsLong() - asked);
    return acquired;
  }

  /** Moves the message from the head into the slot and reads the rest of it there. */
  private boolean receive(Lease memory, boolean whole)
      throws IOException, InterruptedException, MalformedChunkException {
    used = whole ? scanner.end() : used;
    byte[] wire = memory.wire(0, used);
    System.arraycopy(head.bytes(), 0, wire, 0, used);
    bytes = wire;
    head.consume(used);
    Deadline deadline = connection.reading();
    boolean complete = whole;
    int piece = PIECE_BYTES;
    while (!complete) {
      int room = makeRoom(memory);
      if (piece >= PIECE_BYTES) {
        piece = 0;
        deadline.arm();
      }
      int count = connection.wire().read(bytes, used, room);
      if (count < 0) {
        return false;
      }
      used += count;
      piece += count;
      complete = scanner.scan(bytes, used);
    }
    deadline.disarm();
    if (used > scanner.end()) {
      head.keep(bytes, scanner.end(), used);
    }
    return true;
  }

  /** How many bytes to read next: enough of what is needed, and little that may be another's. */
  private int makeRoom(Lease memory) throws InterruptedException {
    int required = (int) Math.max(scanner.required(), used + 1L);
    if (!memory.covers(required)) {
      // It is not the peer that stalls while this waits for the lane.
      connection.reading().disarm();
      memory.moveToLane(used);
      connection.reading().arm();
    }
    int wanted = Math.clamp(required - used, Head.OVER_READ_BYTES, PIECE_BYTES);
    int room = Math.min(wanted, memory.limitBytes() - used);
    bytes = memory.wire(used, used + room);
    return room;
  }
}
