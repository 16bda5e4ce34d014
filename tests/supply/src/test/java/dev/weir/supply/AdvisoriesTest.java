package dev.weir.supply;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No library that ships has a known weakness, but for what the list accepts with a reason. */
final class AdvisoriesTest {
  @Test
  void shipsNothingWithAWeaknessThatNobodyAccepted() throws IOException {
    List<Advisory> advisories = Advisories.read();
    List<String> found = new ArrayList<>();

    for (Library library : Shipped.libraries()) {
      for (Advisory advisory : advisories) {
        if (advisory.concerns(library) && !advisory.isAccepted()) {
          found.add(advisory.id() + ": " + library);
        }
      }
    }

    assertEquals(
        List.of(), found, "move to a fixed version, or accept it in advisories.yaml with a reason");
  }

  @Test
  void acceptsNothingThatIsNotThere() throws IOException {
    List<Library> libraries = Shipped.libraries();
    List<String> left = new ArrayList<>();

    for (Advisory advisory : Advisories.read()) {
      if (advisory.isAccepted() && libraries.stream().noneMatch(advisory::concerns)) {
        left.add(advisory.id());
      }
    }

    assertEquals(List.of(), left, "what is accepted in advisories.yaml is fixed: drop the reason");
  }

  @Test
  void seesCopiesInsideOfOtherLibraries() throws IOException {
    List<Library> libraries = Shipped.libraries();

    assertTrue(
        libraries.stream()
            .anyMatch(
                library ->
                    library.name().equals("io.netty:netty-codec-http2")
                        && library.inside().startsWith("grpc-netty-shaded-")),
        "the Netty inside of gRPC");
  }

  @Test
  void tellsAffectedVersionsFromFixedOnes() {
    Advisory advisory =
        Advisory.of("X", List.of("a:b"), "[,4.1.124.Final),[4.2.0,4.2.4.Final)", "");

    assertTrue(advisory.concerns(new Library("a:b", "4.1.110.Final", "")));
    assertTrue(advisory.concerns(new Library("a:b", "4.2.3.Final", "")));
    assertFalse(advisory.concerns(new Library("a:b", "4.1.124.Final", "")));
    assertFalse(advisory.concerns(new Library("a:b", "4.2.17.Final", "")));
    assertFalse(advisory.concerns(new Library("a:c", "4.1.110.Final", "")));
  }
}
