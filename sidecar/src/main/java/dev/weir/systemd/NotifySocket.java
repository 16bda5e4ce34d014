package dev.weir.systemd;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;

/**
 * A Unix datagram socket of Linux that messages are sent to; the JDK itself has only stream
 * sockets. Thread-safe.
 */
@SuppressWarnings("restricted") // the launcher allows native access
final class NotifySocket {
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int MSG_NOSIGNAL = 0x4000;

  /** Of {@code sockaddr_un}. */
  private static final int FAMILY_BYTES = 2;

  private static final int PATH_BYTES = 108;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO_IN_STATE =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private static final MethodHandle SOCKET =
      handle(
          "socket",
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT));
  private static final MethodHandle SENDTO =
      handle(
          "sendto",
          FunctionDescriptor.of(
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT,
              ValueLayout.ADDRESS,
              ValueLayout.JAVA_INT));
  private static final MethodHandle CLOSE =
      handle("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

  private final byte[] path;

  /**
   * The socket of an address.
   *
   * @param address an absolute path, or {@code @} and an abstract name
   * @throws IllegalArgumentException if it is neither, or too long
   */
  NotifySocket(String address) {
    boolean isAbstract = address.startsWith("@");
    if (!isAbstract && !address.startsWith("/")) {
      throw new IllegalArgumentException("neither a path nor an abstract name: " + address);
    }
    // Of an abstract name the first byte is 0; a path ends with one.
    byte[] name = address.getBytes(StandardCharsets.UTF_8);
    path = new byte[isAbstract ? name.length : name.length + 1];
    System.arraycopy(name, 0, path, 0, name.length);
    if (isAbstract) {
      path[0] = 0;
    }
    if (path.length > PATH_BYTES) {
      throw new IllegalArgumentException("longer than an address may be: " + address);
    }
  }

  private static MethodHandle handle(String function, FunctionDescriptor of) {
    return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(function), of, ERRNO);
  }

  /**
   * Sends one datagram.
   *
   * @throws IOException if nobody takes it; names the number of the error
   */
  void send(String message) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
      MemorySegment content = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
      MemorySegment to = arena.allocate(FAMILY_BYTES + PATH_BYTES, Short.BYTES);
      to.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
      MemorySegment.copy(path, 0, to, ValueLayout.JAVA_BYTE, FAMILY_BYTES, path.length);
      int socket = (int) SOCKET.invokeExact(state, AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
      check("socket", socket, state);
      try {
        long sent =
            (long)
                SENDTO.invokeExact(
                    state,
                    socket,
                    content,
                    (long) bytes.length,
                    MSG_NOSIGNAL,
                    to,
                    FAMILY_BYTES + path.length);
        check("sendto", sent, state);
      } finally {
        int unused = (int) CLOSE.invokeExact(state, socket);
      }
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a call of a C function throws nothing else", e);
    }
  }

  private static void check(String call, long result, MemorySegment state) throws IOException {
    if (result < 0) {
      throw new IOException(call + " failed with errno " + (int) ERRNO_IN_STATE.get(state, 0L));
    }
  }
}
