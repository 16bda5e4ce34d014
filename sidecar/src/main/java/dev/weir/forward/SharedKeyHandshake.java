package dev.weir.forward;

import dev.weir.chunk.MalformedChunkException;
import dev.weir.msgpack.MsgpackException;
import dev.weir.msgpack.MsgpackReader;
import dev.weir.msgpack.MsgpackType;
import dev.weir.msgpack.MsgpackWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The server's side of the handshake (forward protocol v1, "Handshake messages"): HELO, PING, PONG.
 * Bytes that follow a PING at once stay in the head and count once the peer is let in.
 */
final class SharedKeyHandshake {
  /** What a peer may make us hold before it is let in. */
  private static final int PING_LIMIT_BYTES = 4096;

  /** With room for the header by which a PING turns out to be over the limit. */
  private static final int HEAD_LIMIT_BYTES = PING_LIMIT_BYTES + 16;

  private static final int SALT_BYTES = 16;
  private static final MsgpackValueScanner.Elements UNSEEN =
      new MsgpackValueScanner.Elements() {
        @Override
        public void outermost(MsgpackType type, long count) {}

        @Override
        public void element(int index, MsgpackType type, int at, long length) {}
      };

  private final SharedKeyAuth auth;
  private final byte[] nonce;
  private final byte[] authSalt;

  SharedKeyHandshake(SharedKeyAuth auth, SecureRandom random) {
    this.auth = auth;
    this.nonce = hexSalt(random);
    this.authSalt = auth.users().isEmpty() ? new byte[0] : hexSalt(random);
  }

  /** Lets the peer in, or tells it why not and throws. */
  void run(Wire wire, Head head) throws IOException, HandshakeException {
    wire.write(helo());
    byte[] ping = readPing(wire, head);
    MsgpackReader reader = new MsgpackReader().reset(ping, 0, ping.length);
    try {
      if (reader.readArrayHeader() != 6 || !text(raw(reader)).equals("PING")) {
        throw new HandshakeException(HandshakeFailure.MALFORMED_PING);
      }
      byte[] hostname = raw(reader);
      byte[] salt = raw(reader);
      byte[] keyDigest = raw(reader);
      byte[] user = raw(reader);
      byte[] passwordDigest = raw(reader);
      byte[] key = auth.sharedKey().getBytes(StandardCharsets.UTF_8);
      if (!MessageDigest.isEqual(keyDigest, hexDigest(salt, hostname, nonce, key))) {
        refuse(wire, HandshakeFailure.WRONG_SHARED_KEY, "shared_key mismatch");
      }
      if (!isUser(user, passwordDigest)) {
        refuse(wire, HandshakeFailure.WRONG_USER, "username/password mismatch");
      }
      byte[] own = auth.hostname().getBytes(StandardCharsets.UTF_8);
      wire.write(pong(true, "", own, hexDigest(salt, own, nonce, key)));
    } catch (MsgpackException e) {
      throw new HandshakeException(HandshakeFailure.MALFORMED_PING);
    }
  }

  private byte[] helo() {
    MsgpackWriter helo = new MsgpackWriter(128);
    helo.writeArrayHeader(2);
    helo.writeStr("HELO");
    helo.writeMapHeader(3);
    helo.writeStr("nonce");
    // Hexadecimal, so that it is a valid str to those clients that read one, whatever they do to
    // it.
    helo.writeStr(nonce, 0, nonce.length);
    helo.writeStr("auth");
    helo.writeStr(authSalt, 0, authSalt.length);
    helo.writeStr("keepalive");
    helo.writeBoolean(true);
    return helo.toByteArray();
  }

  private static byte[] readPing(Wire wire, Head head) throws IOException, HandshakeException {
    MsgpackValueScanner scanner = new MsgpackValueScanner(PING_LIMIT_BYTES, 2, UNSEEN);
    try {
      while (head.size() == 0 || !scanner.scan(head.bytes(), head.size())) {
        if (!head.fill(wire, HEAD_LIMIT_BYTES)) {
          throw new HandshakeException(HandshakeFailure.PEER_CLOSED);
        }
      }
    } catch (MalformedChunkException e) {
      throw new HandshakeException(HandshakeFailure.MALFORMED_PING);
    }
    byte[] ping = Arrays.copyOf(head.bytes(), scanner.position());
    head.consume(ping.length);
    return ping;
  }

  private boolean isUser(byte[] user, byte[] passwordDigest) {
    if (auth.users().isEmpty()) {
      return true;
    }
    String password = auth.users().get(text(user));
    // An unknown user costs the same work as a wrong password.
    byte[] secret = (password == null ? "" : password).getBytes(StandardCharsets.UTF_8);
    boolean equal = MessageDigest.isEqual(passwordDigest, hexDigest(authSalt, user, secret));
    return equal && password != null;
  }

  private static void refuse(Wire wire, HandshakeFailure failure, String reason)
      throws IOException, HandshakeException {
    wire.write(pong(false, reason, new byte[0], new byte[0]));
    throw new HandshakeException(failure);
  }

  private static byte[] pong(boolean ok, String reason, byte[] hostname, byte[] digest) {
    MsgpackWriter pong = new MsgpackWriter(256);
    pong.writeArrayHeader(5);
    pong.writeStr("PONG");
    pong.writeBoolean(ok);
    pong.writeStr(reason);
    pong.writeStr(hostname, 0, hostname.length);
    pong.writeStr(digest, 0, digest.length);
    return pong.toByteArray();
  }

  /** Never by way of a String: Fluent Bit's salts are raw bytes in a str. */
  private static byte[] raw(MsgpackReader reader) throws MsgpackException {
    int length = reader.readRawHeader();
    int from = reader.position();
    reader.advance(length);
    return Arrays.copyOfRange(reader.bytes(), from, from + length);
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  private static byte[] hexSalt(SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return HexFormat.of().formatHex(salt).getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] hexDigest(byte[]... parts) {
    try {
      MessageDigest sha512 = MessageDigest.getInstance("SHA-512");
      for (byte[] part : parts) {
        sha512.update(part);
      }
      return HexFormat.of().formatHex(sha512.digest()).getBytes(StandardCharsets.US_ASCII);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-512", e);
    }
  }
}
