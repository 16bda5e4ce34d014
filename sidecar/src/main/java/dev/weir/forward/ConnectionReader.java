package dev.weir.forward;

import dev.weir.chunk.MalformedChunkException;
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

  /** When it began, moved on by what it had to wait for here. */
  private long began;

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
          connection.handshake().disarm();
          continue;
        }
        connection.handshake().disarm();
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
    connection.messageBegan();
    began = context.ticker().getAsLong();
    try {
      boolean whole = scanner.scan(bytes, used);
      if (!whole) {
        armDeadline(began);
      }
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
      connection.messageEnded();
      byte[] message = bytes;
      // An idle connection must not keep a slot's array from being freed.
      bytes = head.bytes();
      delivery.deliver(message, scanner, acquired);
    } catch (MalformedChunkException e) {
      Lease held = lease;
      lease = null;
      delivery.refuseBroken(e, bytes, used, held);
    } finally {
      connection.messageEnded();
    }
    return true;
  }

  private Lease acquire(long required) throws InterruptedException {
    connection.reading().disarm();
    long asked = context.ticker().getAsLong();
    Lease acquired = Lease.acquire(context.slots(), connection.from(), required);
    long got = context.ticker().getAsLong();
    began += got - asked;
    connection.gotSlot();
    context.events().slotWaited(got - asked);
    return acquired;
  }

  /**
   * Gives the next piece its time, and the whole message what it may take at the least pace: who
   * keeps to either alone could hold a slot for long.
   */
  private void armDeadline(long now) {
    long stallNanos = context.deadlines().readStall().toNanos();
    long paceNanos = used * 1_000_000_000L / context.limits().bytesPerSecond().bytes();
    connection.reading().armAt(stallNanos + Math.min(now, began + paceNanos));
  }

  /** Moves the message from the head into the slot and reads the rest of it there. */
  private boolean receive(Lease memory, boolean whole)
      throws IOException, InterruptedException, MalformedChunkException {
    used = whole ? scanner.end() : used;
    byte[] wire = memory.wire(0, used);
    System.arraycopy(head.bytes(), 0, wire, 0, used);
    bytes = wire;
    head.consume(used);
    if (!whole && !receiveRest(memory)) {
      return false;
    }
    if (used > scanner.end()) {
      head.keep(bytes, scanner.end(), used);
    }
    return true;
  }

  private boolean receiveRest(Lease memory)
      throws IOException, InterruptedException, MalformedChunkException {
    long since = context.ticker().getAsLong();
    SlotReading reading = new SlotReading(connection, memory.inLane(), used, since);
    context.disputes().begin(reading);
    try {
      boolean complete = false;
      int piece = PIECE_BYTES;
      while (!complete) {
        int room = makeRoom(memory, reading);
        if (piece >= PIECE_BYTES) {
          piece = 0;
          armDeadline(context.ticker().getAsLong());
        }
        int count = connection.wire().read(bytes, used, room);
        if (count < 0) {
          return false;
        }
        used += count;
        piece += count;
        reading.received(used);
        complete = scanner.scan(bytes, used);
      }
      return true;
    } finally {
      context.disputes().end(reading);
      long now = context.ticker().getAsLong();
      connection.from().wasRead(now - began, now);
    }
  }

  /** How many bytes to read next: enough of what is needed, and little that may be another's. */
  private int makeRoom(Lease memory, SlotReading reading) throws InterruptedException {
    int required = (int) Math.max(scanner.required(), used + 1L);
    if (!memory.covers(required)) {
      // It is not the peer that stalls while this waits for the lane.
      connection.reading().disarm();
      context.disputes().end(reading);
      long asked = context.ticker().getAsLong();
      memory.moveToLane(used);
      long got = context.ticker().getAsLong();
      began += got - asked;
      reading.movedToLane(got);
      context.disputes().begin(reading);
      armDeadline(got);
    }
    int wanted = Math.clamp(required - used, Head.OVER_READ_BYTES, PIECE_BYTES);
    int room = Math.min(wanted, memory.limitBytes() - used);
    bytes = memory.wire(used, used + room);
    return room;
  }
}
