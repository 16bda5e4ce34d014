package dev.weir.lab;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/**
 * A private key and its self-signed certificate, made anew by the JDK's keytool.
 *
 * @param store both as PKCS #12, under the alias {@code key}
 * @param key the key alone, PEM (PKCS #8)
 * @param certificate the certificate alone, PEM
 */
public record TlsFiles(Path store, Path key, Path certificate) {
  /** Of the store and of the key in it. */
  public static final String PASSWORD = "test-only";

  /** With an RSA key, valid for localhost and 127.0.0.1. */
  public static TlsFiles make(Path folder, String name) {
    return make(folder, name, "RSA", "dns:localhost,ip:127.0.0.1");
  }

  /**
   * Makes the three files in a folder.
   *
   * @param name what their names begin with
   * @param algorithm of the key: RSA, EC
   * @param hosts that the certificate is valid for, {@code dns:localhost,ip:127.0.0.1}
   */
  public static TlsFiles make(Path folder, String name, String algorithm, String hosts) {
    Path store = folder.resolve(name + ".p12");
    try {
      keytool(store, algorithm, hosts);
      KeyStore keys = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(store)) {
        keys.load(in, PASSWORD.toCharArray());
      }
      byte[] key = keys.getKey("key", PASSWORD.toCharArray()).getEncoded();
      byte[] certificate = keys.getCertificate("key").getEncoded();
      return new TlsFiles(
          store,
          Files.writeString(folder.resolve(name + "-key.pem"), block("PRIVATE KEY", key)),
          Files.writeString(folder.resolve(name + ".pem"), block("CERTIFICATE", certificate)));
    } catch (IOException | GeneralSecurityException e) {
      throw new LabException("Cannot make a key in " + store, e);
    }
  }

  private static void keytool(Path store, String algorithm, String hosts) throws IOException {
    Path log = Path.of(store + ".log");
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
                "san=" + hosts,
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (keytool.onExit().join().exitValue() != 0) {
      throw new LabException("keytool failed: " + Files.readString(log));
    }
  }

  private static String block(String type, byte[] der) {
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n"
        .formatted(type, Base64.getMimeEncoder().encodeToString(der), type);
  }
}
