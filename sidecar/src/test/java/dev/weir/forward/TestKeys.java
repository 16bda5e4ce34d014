package dev.weir.forward;

import dev.weir.lab.TlsFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key and a self-signed certificate, in the forms that the two sides of TLS want. */
record TestKeys(TlsFiles files) {
  static TestKeys make(Path folder, String name, String algorithm) {
    return new TestKeys(TlsFiles.make(folder, name, algorithm, "dns:localhost,ip:127.0.0.1"));
  }

  TlsKeys.Pkcs12 pkcs12() {
    return new TlsKeys.Pkcs12(files.store(), TlsFiles.PASSWORD);
  }

  TlsKeys.Pem pem() {
    return new TlsKeys.Pem(files.certificate(), files.key());
  }

  Path certificate() {
    return files.certificate();
  }

  /** The context of a client that has these keys and trusts {@code server}. */
  SSLContext client(TestKeys server) throws Exception {
    KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
    own.init(load(), TlsFiles.PASSWORD.toCharArray());
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
    try (InputStream in = Files.newInputStream(files.store())) {
      keys.load(in, TlsFiles.PASSWORD.toCharArray());
    }
    return keys;
  }
}
