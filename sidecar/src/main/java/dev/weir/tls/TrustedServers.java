package dev.weir.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** The servers that a client believes. */
public final class TrustedServers {
  private TrustedServers() {}

  /**
   * A context for clients.
   *
   * @param certificateAuthority PEM certificates to trust in place of the JDK's, null for the JDK's
   * @param insecure believes any certificate of any name
   * @throws IOException if the file cannot be read or holds no certificate; the message names it
   */
  public static SSLContext context(@Nullable Path certificateAuthority, boolean insecure)
      throws IOException {
    return context(managers(certificateAuthority, insecure));
  }

  /** A context with the given trust, null for the JDK's. */
  public static SSLContext context(TrustManager @Nullable [] managers) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no TLS", e);
    }
  }

  /**
   * The trust alone, for clients that make a context of their own; null stands for the JDK's.
   *
   * @throws IOException as {@link #context(Path, boolean)}
   */
  public static TrustManager @Nullable [] managers(
      @Nullable Path certificateAuthority, boolean insecure) throws IOException {
    if (insecure) {
      return new TrustManager[] {new TrustAnyone()};
    }
    if (certificateAuthority == null) {
      return null;
    }
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate certificate : certificates(certificateAuthority)) {
        store.setCertificateEntry("ca-" + number++, certificate);
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return factory.getTrustManagers();
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot read certificates from " + certificateAuthority, e);
    }
  }

  private static Collection<? extends Certificate> certificates(Path authority)
      throws GeneralSecurityException, IOException {
    try (InputStream pem = Files.newInputStream(authority)) {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(pem);
      if (certificates.isEmpty()) {
        throw new IOException(authority + " holds no certificate");
      }
      return certificates;
    }
  }
}
