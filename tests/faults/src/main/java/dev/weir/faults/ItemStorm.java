package dev.weir.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.BitSet;
import java.util.Iterator;

/**
 * Refuses some items of each bulk request with 429 or 503; what fails with 503 may have been
 * written, as when a replica does not answer.
 */
final class ItemStorm implements Disturbance {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Dice dice;

  ItemStorm(Dice dice) {
    this.dice = dice;
  }

  @Override
  public void treat(Exchange exchange) throws IOException {
    HttpMessage request = exchange.request();
    if (!request.isBulk()) {
      exchange.answer(exchange.carryOut());
      return;
    }
    BulkBody body = BulkBody.of(request.body());
    BitSet refused = new BitSet();
    BitSet carried = new BitSet();
    int chance = dice.below(100);
    for (int i = 0; i < body.size(); i++) {
      boolean refuse = dice.percent(chance);
      refused.set(i, refuse);
      carried.set(i, !refuse || dice.percent(30));
    }
    int status = dice.percent(50) ? 429 : 503;
    if (status == 429) {
      // An item turned away with 429 was not begun.
      carried.andNot(refused);
    }
    ArrayNode items = JSON.createArrayNode();
    if (!carried.isEmpty()) {
      HttpMessage answer = exchange.carryOut(request.withBody(body.only(carried::get).bytes()));
      JsonNode answered = JSON.readTree(answer.body()).path("items");
      if (answer.status() != 200 || answered.size() != carried.cardinality()) {
        exchange.answer(answer);
        return;
      }
      items = (ArrayNode) answered;
    }
    exchange.answer(HttpMessage.answer(200, merge(body.size(), refused, carried, items, status)));
  }

  private static String merge(
      int size, BitSet refused, BitSet carried, ArrayNode answered, int status) {
    ObjectNode all = JSON.createObjectNode();
    boolean errors = false;
    ArrayNode items = JSON.createArrayNode();
    Iterator<JsonNode> next = answered.iterator();
    for (int i = 0; i < size; i++) {
      JsonNode real = carried.get(i) ? next.next() : null;
      if (refused.get(i)) {
        ObjectNode item = items.addObject().putObject("create").put("status", status);
        String type =
            status == 429 ? "rejected_execution_exception" : "unavailable_shards_exception";
        item.putObject("error").put("type", type).put("reason", "a storm");
        errors = true;
      } else if (real != null) {
        errors |= real.path("create").has("error");
        items.add(real);
      }
    }
    all.put("errors", errors);
    all.set("items", items);
    return all.toString();
  }
}
