package dev.weir.detect;

import dev.weir.match.Letters;
import dev.weir.match.RegexTest;
import dev.weir.match.TextPattern;
import dev.weir.match.TextSet;
import dev.weir.match.ValueTest;
import dev.weir.rule.RulePart;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Chooses the witnesses of rules: those that lead to the fewest rules, at the least cost. */
final class WitnessFinder {
  /** What a look at a text costs beside that of an exact value. */
  private static final int COST_OF_PART = 4;

  /** A field that is there leads to its rules with most records. */
  private static final double COST_OF_PRESENCE = 1e9;

  /**
   * How much a field is worth that rules ask for many different values of, such as names of events:
   * a record has few of them, and one look-up answers for many rules.
   */
  private static final double WORTH_OF_VALUES = 1.5;

  /** What booleans, and numbers that are none of digits, are when they are shown. */
  private static final List<String> NO_TEXTS = List.of("true", "false", "nan", "-infinity");

  private final int wholeRecord;
  private final Map<Witness, Integer> common = new HashMap<>();
  private final Map<Integer, Integer> valuesOfField = new HashMap<>();

  /**
   * A finder.
   *
   * @param wholeRecord the place of the whole record among fields; negative for none
   */
  WitnessFinder(int wholeRecord) {
    this.wholeRecord = wholeRecord;
  }

  /** Of each rule those of which one must be there; empty for a rule that has none. */
  List<List<Witness>> find(List<Node> rules) {
    rules.forEach(this::count);
    common.keySet().forEach(witness -> valuesOfField.merge(witness.field(), 1, Integer::sum));
    return rules.stream().map(rule -> find(rule).orElse(List.of())).toList();
  }

  private void count(Node node) {
    switch (node) {
      case Node.All(var parts) -> parts.forEach(this::count);
      case Node.Written(RulePart _, String _, Node part) -> count(part);
      case Node.AtLeast(int _, var parts) -> parts.forEach(this::count);
      case Node.Value(int field, ValueTest test, boolean _) ->
          of(field, test).forEach(witness -> common.merge(witness, 1, Integer::sum));
      case Node.Not _, Node.Exists _, Node.Absent _, Node.Refers _ -> {}
    }
  }

  private Optional<List<Witness>> find(Node node) {
    return switch (node) {
      case Node.All(var parts) -> {
        List<Witness> best = null;
        for (Node part : parts) {
          List<Witness> its = find(part).orElse(null);
          best = its != null && (best == null || cost(its) < cost(best)) ? its : best;
        }
        yield Optional.ofNullable(best);
      }
      case Node.AtLeast(int _, var parts) -> {
        List<Witness> all = new ArrayList<>();
        boolean each = true;
        for (Node part : parts) {
          Optional<List<Witness>> its = find(part);
          each &= its.isPresent();
          its.ifPresent(all::addAll);
        }
        yield each ? Optional.of(all) : Optional.empty();
      }
      case Node.Value(int field, ValueTest test, boolean _) ->
          field == wholeRecord ? keyword(test) : Optional.of(of(field, test));
      case Node.Exists(int field) -> Optional.of(List.of(new Witness.Present(field)));
      case Node.Refers refers -> Optional.of(List.of(new Witness.Present(refers.field())));
      case Node.Written(RulePart _, String _, Node part) -> find(part);
      case Node.Not _, Node.Absent _ -> Optional.empty();
    };
  }

  /** Of the whole record bytes are looked at as they came: only ASCII is the same in both cases. */
  private Optional<List<Witness>> keyword(ValueTest test) {
    String run =
        switch (test) {
          case TextPattern pattern -> longestAscii(lower(pattern.witness()));
          case RegexTest regex -> Letters.lower(regex.witness());
          default -> "";
        };
    return run.length() >= GramTable.SHORTEST && !mayBeNoText(run)
        ? Optional.of(List.of(new Witness.Part(wholeRecord, run)))
        : Optional.empty();
  }

  /** Whether a number or a boolean may have it, which do not lie in records as text. */
  private static boolean mayBeNoText(String run) {
    return NO_TEXTS.stream().anyMatch(word -> word.contains(run)) || run.matches("[-+.0-9e]+");
  }

  private static List<Witness> of(int field, ValueTest test) {
    if (test instanceof TextSet set) {
      return set.texts().stream()
          .<Witness>map(text -> new Witness.Exact(field, Letters.lower(text)))
          .toList();
    }
    if (test instanceof TextPattern pattern) {
      byte[] text = pattern.witness();
      if (pattern.isExact()) {
        return List.of(new Witness.Exact(field, lower(text)));
      }
      if (text.length >= GramTable.SHORTEST) {
        return List.of(new Witness.Part(field, lower(text)));
      }
    }
    if (test instanceof RegexTest regex) {
      String text = regex.witness();
      if (text.length() >= GramTable.SHORTEST) {
        return List.of(new Witness.Part(field, Letters.lower(text)));
      }
    }
    return List.of(new Witness.Present(field));
  }

  private static String lower(byte[] text) {
    return Letters.lower(new String(text, StandardCharsets.UTF_8));
  }

  private static String longestAscii(String text) {
    String longest = "";
    for (String run : text.split("[^\\x00-\\x7f]+", -1)) {
      longest = run.length() > longest.length() ? run : longest;
    }
    return longest;
  }

  private double cost(List<Witness> witnesses) {
    return witnesses.stream().mapToDouble(this::cost).sum();
  }

  private double cost(Witness witness) {
    int leadsTo = common.getOrDefault(witness, 1);
    double worth = Math.pow(valuesOfField.getOrDefault(witness.field(), 1), WORTH_OF_VALUES);
    return switch (witness) {
      case Witness.Exact _ -> leadsTo / worth;
      case Witness.Part _ -> (COST_OF_PART + leadsTo) / worth;
      case Witness.Present _ -> COST_OF_PRESENCE;
    };
  }
}
