package dev.weir.forward;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Plain bytes over TCP or a Unix socket. */
final class ChannelWire implements Wire {
  private final SocketChannel channel;
  // The view of the array that was read into last, mostly the one that is read into next.
  private ByteBuffer view = ByteBuffer.allocate(0);

  ChannelWire(SocketChannel channel) {
    this.channel = channel;
  }

  @Override
  public void open() {}

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    if (view.array() != into) {
      view = ByteBuffer.wrap(into);
    }
    view.limit(from + length).position(from);
    return channel.read(view);
  }

  @Override
  public void write(byte[] message) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(message);
    while (left.hasRemaining()) {
      channel.write(left);
    }
  }

  @Override
  public void abort() {
    try {
      channel.close();
    } catch (IOException e) {
      // It is of no more use either way.
    }
  }
}
