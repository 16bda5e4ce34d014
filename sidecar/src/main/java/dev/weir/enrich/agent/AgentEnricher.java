package dev.weir.enrich.agent;

import dev.weir.ecs.EcsField;
import dev.weir.ecs.EcsFields;
import dev.weir.ecs.EcsSchema;
import dev.weir.ecs.EcsValue;
import dev.weir.enrich.Enricher;
import dev.weir.enrich.Subject;
import dev.weir.enrich.Tally;
import java.util.Arrays;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Adds {@code user_agent.name} and the like. What was parsed is kept by its text, so that known
 * agents cost a look-up. Parsing is slow, and its text an attacker's: only the first 512 bytes are
 * parsed, and all parsing together takes at most a quarter of one core; beyond that agents are left
 * as they are, counted as skipped.
 */
public final class AgentEnricher implements Enricher {
  static final int MOST_BYTES = 512;

  /** At most, with 512 bytes of text and as much of names each, 4 MiB. */
  private static final int PLACES = 1 << 12;

  private static final EcsField ORIGINAL = EcsSchema.get().field("user_agent.original");

  private final EcsField[] parts =
      AgentParser.FIELDS.stream()
          .map(name -> EcsSchema.get().field("user_agent." + name))
          .toArray(EcsField[]::new);

  private final @Nullable Parsed[] places = new Parsed[PLACES];
  private final AgentParser parser = new AgentParser();
  private final ParseBudget budget;
  private final Tally tally;

  public AgentEnricher(Tally tally, LongSupplier nanoTime) {
    this.tally = tally;
    this.budget = new ParseBudget(nanoTime);
  }

  /** An agent that was parsed. Immutable. */
  private static final class Parsed {
    private final byte[] text;
    private final @Nullable EcsValue[] values;

    Parsed(byte[] text, @Nullable EcsValue[] values) {
      this.text = text;
      this.values = values;
    }

    boolean is(byte[] bytes, int at, int length) {
      return Arrays.equals(text, 0, text.length, bytes, at, at + length);
    }
  }

  @Override
  public void enrich(Subject record) {
    EcsFields fields = record.fields();
    int value = fields.first(ORIGINAL);
    if (value < 0 || !fields.isText(value) || fields.length(value) == 0) {
      return;
    }
    Parsed parsed =
        parsed(fields.bytes(value), fields.at(value), Math.min(MOST_BYTES, fields.length(value)));
    if (parsed == null) {
      tally.skipped().increment();
      return;
    }
    tally.count(parsed.values[0] != null);
    for (int i = 0; i < parts.length; i++) {
      EcsValue known = parsed.values[i];
      if (known != null && !fields.has(parts[i])) {
        fields.set(parts[i], known);
      }
    }
  }

  private @Nullable Parsed parsed(byte[] bytes, int at, int length) {
    int hash = 1;
    for (int i = at; i < at + length; i++) {
      hash = 31 * hash + bytes[i];
    }
    int place = (hash ^ (hash >>> 16)) & (PLACES - 1);
    Parsed known = places[place];
    if (known != null && known.is(bytes, at, length)) {
      return known;
    }
    if (!budget.begin()) {
      return null;
    }
    long began = budget.now();
    byte[] text = Arrays.copyOfRange(bytes, at, at + length);
    Parsed parsed = new Parsed(text, parser.parse(text));
    budget.spend(began);
    places[place] = parsed;
    return parsed;
  }
}
