package dev.weir.indices;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CollectionProbeTest {
  @Test
  void recognisesACollectionThatRefusesIds() throws Exception {
    String refusal =
        "{\"took\":0,\"errors\":true,\"items\":[{\"create\":{\"_index\":\"weir-ledger\",\"_id\":"
            + "\"weir-probe\",\"status\":400,\"error\":{\"type\":\"illegal_argument_exception\","
            + "\"reason\":\"Document ID is not supported in create/index operation request\"}}}]}";
    String other = refusal.replace("Document ID is not supported", "No write index");
    String wellAndBad =
        "{\"errors\":true,\"items\":[{\"create\":{\"status\":201}},{\"create\":{\"status\":400,"
            + "\"error\":{\"type\":\"mapper_parsing_exception\",\"reason\":\"failed\"}}}]}";

    assertTrue(CollectionProbe.refusesIds(bytes(refusal)));
    assertFalse(CollectionProbe.refusesIds(bytes(other)));
    assertFalse(CollectionProbe.refusesIds(bytes(wellAndBad)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
