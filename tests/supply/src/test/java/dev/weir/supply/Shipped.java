package dev.weir.supply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The sidecar's package as the build made it: its libraries, and its bill of materials. */
final class Shipped {
  private static final Path TARGET = Path.of("../../sidecar/target").toAbsolutePath().normalize();

  /** A copy of Netty says one version for all its modules, which are told by their packages. */
  private static final Map<String, String> NETTY =
      Map.of(
          "util/concurrent/", "netty-common",
          "handler/ssl/", "netty-handler",
          "handler/codec/http/", "netty-codec-http",
          "handler/codec/http2/", "netty-codec-http2",
          "channel/epoll/", "netty-transport-classes-epoll");

  private Shipped() {}

  /** The jars of other projects, by file name. */
  static Map<String, Path> jars() throws IOException {
    Map<String, Path> jars = new TreeMap<>();
    try (Stream<Path> files = Files.list(present(TARGET.resolve("lib")))) {
      files
          .filter(file -> !file.getFileName().toString().startsWith("weir-"))
          .forEach(file -> jars.put(file.getFileName().toString(), file));
    }
    return jars;
  }

  /** The components that the bill of materials (CycloneDX 1.6) names, Weir's own left out. */
  static List<JsonNode> components() throws IOException {
    JsonNode bom = new ObjectMapper().readTree(present(TARGET.resolve("bom.json")).toFile());
    List<JsonNode> components = new ArrayList<>();
    for (JsonNode component : bom.path("components")) {
      if (!component.path("group").asText().equals("dev.weir")) {
        components.add(component);
      }
    }
    return components;
  }

  /** All libraries, with those that lie inside of others and say so by Maven's or Netty's files. */
  static List<Library> libraries() throws IOException {
    List<Library> libraries = new ArrayList<>();
    for (JsonNode component : components()) {
      String artifact = component.path("name").asText();
      libraries.add(
          new Library(
              component.path("group").asText() + ":" + artifact,
              component.path("version").asText(),
              artifact));
    }
    for (Map.Entry<String, Path> jar : jars().entrySet()) {
      try (JarFile file = new JarFile(jar.getValue().toFile())) {
        for (JarEntry entry : file.stream().toList()) {
          libraries.addAll(inner(file, entry, jar.getKey()));
        }
      }
    }
    return libraries;
  }

  private static List<Library> inner(JarFile jar, JarEntry entry, String name) throws IOException {
    List<Library> found = new ArrayList<>();
    if (entry.getName().matches("META-INF/maven/.*/pom\\.properties")) {
      Properties pom = properties(jar, entry);
      found.add(
          new Library(
              pom.getProperty("groupId") + ":" + pom.getProperty("artifactId"),
              pom.getProperty("version", ""),
              name));
    } else if (entry.getName().matches("META-INF/.*io\\.netty\\.versions\\.properties")) {
      String version = properties(jar, entry).getProperty("netty-common.version", "");
      NETTY.forEach(
          (packages, artifact) -> {
            if (jar.stream().anyMatch(file -> file.getName().contains("io/netty/" + packages))) {
              found.add(new Library("io.netty:" + artifact, version, name));
            }
          });
    }
    return found;
  }

  private static Properties properties(JarFile jar, JarEntry entry) throws IOException {
    Properties properties = new Properties();
    try (InputStream bytes = jar.getInputStream(entry)) {
      properties.load(bytes);
    }
    return properties;
  }

  /** The checksum that the bill of materials gives a component. */
  static String sha256(JsonNode component) {
    for (JsonNode hash : component.path("hashes")) {
      if (hash.path("alg").asText().equals("SHA-256")) {
        return hash.path("content").asText();
      }
    }
    return "";
  }

  /** SHA-256 of a file, in lower-case hex. */
  static String sha256(Path file) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path present(Path path) {
    if (!Files.exists(path)) {
      throw new IllegalStateException(path + " is missing: run mvn verify, which packages first");
    }
    return path;
  }
}
