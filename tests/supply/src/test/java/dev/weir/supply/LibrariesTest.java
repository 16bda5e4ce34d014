package dev.weir.supply;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What is downloaded and shipped is what was looked at, byte for byte. */
final class LibrariesTest {
  private static final Path CHECKSUMS = Path.of("checksums.sha256");

  @Test
  void shipsTheLibrariesWhoseChecksumsAreListed() throws IOException {
    StringBuilder seen = new StringBuilder();
    for (Map.Entry<String, Path> jar : Shipped.jars().entrySet()) {
      seen.append(Shipped.sha256(jar.getValue())).append("  ").append(jar.getKey()).append('\n');
    }
    if (Boolean.getBoolean("checksums.replace")) {
      Files.writeString(CHECKSUMS, seen);
    }

    assertEquals(
        Files.readString(CHECKSUMS),
        seen.toString(),
        "a library changed. If that was meant, compare with its publisher's checksum and run"
            + " mvn verify -Dchecksums.replace=true");
  }

  @Test
  void namesEachLibraryInTheBillOfMaterials() throws IOException {
    Map<String, String> inLib = new TreeMap<>();
    Shipped.jars().forEach((name, file) -> inLib.put(Shipped.sha256(file), name));
    Set<String> inBill = new TreeSet<>();
    for (JsonNode component : Shipped.components()) {
      inBill.add(Shipped.sha256(component));
    }

    assertEquals(inLib.keySet(), inBill, () -> "by SHA-256: " + inLib);
  }
}
