package dev.weir.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key and a self-signed certificate, made anew by the JDK's keytool. */
final class TestKeys {
  static final String PASSWORD = "test-only";

  private final Path folder;
  private final String name;

  private TestKeys(Path folder, String name) {
    this.folder = folder;
    this.name = name;
  }

  static TestKeys make(Path folder, String name, String algorithm) throws Exception {
    TestKeys keys = new TestKeys(folder, name);
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "key",
                "-keyalg",
                algorithm,
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                keys.store().toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name + ".log").toFile())
            .start();
    assertEquals(0, keytool.waitFor());
    return keys;
  }

  Path store() {
    return folder.resolve(name + ".p12");
  }

  TlsKeys.Pkcs12 pkcs12() {
    return new TlsKeys.Pkcs12(store(), PASSWORD);
  }

  TlsKeys.Pem pem() throws Exception {
    Path key = folder.resolve(name + "-key.pem");
    byte[] der = load().getKey("key", PASSWORD.toCharArray()).getEncoded();
    Files.writeString(key, block("PRIVATE KEY", der));
    return new TlsKeys.Pem(certificate(), key);
  }

  Path certificate() throws Exception {
    Path chain = folder.resolve(name + ".pem");
    return Files.writeString(
        chain, block("CERTIFICATE", load().getCertificate("key").getEncoded()));
  }

  /** The context of a client that has these keys and trusts {@code server}. */
  SSLContext client(TestKeys server) throws Exception {
    KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
    own.init(load(), PASSWORD.toCharArray());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", server.load().getCertificate("key"));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private KeyStore load() throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store())) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return keys;
  }

  private static String block(String type, byte[] der) {
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(type, Base64.getMimeEncoder().encodeToString(der), type);
  }
}
