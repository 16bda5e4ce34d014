package dev.weir.config;

import dev.weir.yaml.Section;
import java.nio.file.Path;

/**
 * TLS as a server.
 *
 * @param cert the certificate with its chain, PEM
 * @param key the private key, PEM (PKCS#8)
 */
public record TlsIdentity(Path cert, Path key) {

  static TlsIdentity read(Section section) {
    return new TlsIdentity(
        section.required("cert", Path.of(""), "a PEM file", section.fileOfHost()),
        section.required("key", Path.of(""), "a PEM file", section.fileOfHost()));
  }
}
