package dev.weir.forward;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Makes the TLS context of a listener out of files. */
final class TlsContext {
  private static final String ALIAS = "server";
  // Held in memory only, where the key itself lies beside it.
  private static final char[] NO_PASSWORD = new char[0];

  private TlsContext() {}

  /**
   * Reads the files.
   *
   * @throws IOException if a file cannot be read or does not hold what it should; the message names
   *     the file
   */
  static SSLContext of(TlsKeys keys, @Nullable Path clientCa) throws IOException {
    try {
      KeyManagerFactory own =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      switch (keys) {
        case TlsKeys.Pkcs12(Path store, String password) ->
            own.init(pkcs12(store, password), password.toCharArray());
        case TlsKeys.Pem(Path chain, Path key) -> own.init(pem(chain, key), NO_PASSWORD);
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(own.getKeyManagers(), clientCa == null ? null : trust(clientCa), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot use the TLS keys " + keys, e);
    }
  }

  private static KeyStore pkcs12(Path path, String password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(path)) {
      store.load(in, password.toCharArray());
    }
    return store;
  }

  private static KeyStore pem(Path chain, Path key) throws IOException, GeneralSecurityException {
    Certificate[] certificates = certificates(chain).toArray(Certificate[]::new);
    KeyStore store = empty();
    store.setKeyEntry(ALIAS, privateKey(key), NO_PASSWORD, certificates);
    return store;
  }

  private static PrivateKey privateKey(Path path) throws IOException, GeneralSecurityException {
    String pem = Files.readString(path, StandardCharsets.US_ASCII);
    String begin = "-----BEGIN PRIVATE KEY-----";
    int from = pem.indexOf(begin);
    int to = pem.indexOf("-----END PRIVATE KEY-----");
    if (from < 0 || to < from) {
      throw new IOException(path + " holds no unencrypted PKCS#8 key (BEGIN PRIVATE KEY)");
    }
    byte[] der = Base64.getMimeDecoder().decode(pem.substring(from + begin.length(), to));
    PKCS8EncodedKeySpec encoded = new PKCS8EncodedKeySpec(der);
    try {
      return KeyFactory.getInstance("RSA").generatePrivate(encoded);
    } catch (InvalidKeySpecException e) {
      return KeyFactory.getInstance("EC").generatePrivate(encoded);
    }
  }

  private static TrustManager[] trust(Path clientCa) throws IOException, GeneralSecurityException {
    KeyStore store = empty();
    int number = 0;
    for (Certificate certificate : certificates(clientCa)) {
      store.setCertificateEntry("ca" + number++, certificate);
    }
    TrustManagerFactory trusted =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(store);
    return trusted.getTrustManagers();
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static Collection<? extends Certificate> certificates(Path path)
      throws IOException, GeneralSecurityException {
    byte[] pem = Files.readAllBytes(path);
    Collection<? extends Certificate> found =
        CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
    if (found.isEmpty()) {
      throw new IOException(path + " holds no certificate");
    }
    return found;
  }
}
