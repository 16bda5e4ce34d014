package dev.weir.forward;

import dev.weir.yaml.Section;
import java.nio.file.Path;

/** Where the server's private key and certificate chain lie. */
public sealed interface TlsKeys {
  /** A PKCS#12 store with one key. */
  record Pkcs12(Path store, String password) implements TlsKeys {
    /** Without the password. */
    @Override
    public String toString() {
      return "Pkcs12[store=" + store + "]";
    }
  }

  /**
   * Two PEM files.
   *
   * @param chain the server's certificate first, then those that signed it
   * @param key unencrypted PKCS#8, RSA or EC
   */
  record Pem(Path chain, Path key) implements TlsKeys {
    /** Reads {@code tls} of a listener. */
    static Pem read(Section section) {
      return new Pem(
          section.required("cert", Path.of(""), "a PEM file", section.fileOfHost()),
          section.required("key", Path.of(""), "a PEM file", section.fileOfHost()));
    }
  }
}
