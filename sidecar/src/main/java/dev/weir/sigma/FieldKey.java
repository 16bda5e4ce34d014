package dev.weir.sigma;

import dev.weir.sigma.Modifier.Group;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A key of a detection: {@code field|modifier|modifier}.
 *
 * @param line where it stands
 * @param field the field; empty for the whole record
 * @param modifiers in their order
 */
record FieldKey(int line, String field, List<Modifier> modifiers) {
  FieldKey {
    modifiers = List.copyOf(modifiers);
  }

  /** Reads a key; the chain is one that means something. */
  static FieldKey read(int line, String key) throws SigmaException {
    String[] parts = key.split("\\|", -1);
    List<Modifier> modifiers = new ArrayList<>();
    for (int i = 1; i < parts.length; i++) {
      Modifier modifier = Modifier.of(parts[i]);
      if (modifier == null) {
        throw new SigmaException(
            line, "the modifier '" + parts[i] + "' of '" + key + "' is none of Sigma 2.1.0");
      }
      modifiers.add(modifier);
    }
    String field = parts[0];
    if (field.startsWith(".") || field.endsWith(".") || field.contains("..")) {
      throw new SigmaException(line, "'" + field + "' is no field's path such as a.b.c");
    }
    FieldKey read = new FieldKey(line, field, modifiers);
    read.check(key);
    return read;
  }

  /** The key and what separates it from its values; empty for values without a key. */
  String text() {
    StringBuilder text = new StringBuilder(field);
    modifiers.forEach(modifier -> text.append('|').append(modifier.text()));
    return text.isEmpty() ? "" : text + ": ";
  }

  boolean has(Modifier modifier) {
    return modifiers.contains(modifier);
  }

  boolean has(Group group) {
    return modifiers.stream().anyMatch(modifier -> modifier.group() == group);
  }

  private void check(String key) throws SigmaException {
    Set<Modifier> seen = EnumSet.noneOf(Modifier.class);
    for (int i = 0; i < modifiers.size(); i++) {
      Modifier modifier = modifiers.get(i);
      if (!seen.add(modifier) && modifier.group() != Group.TRANSFORMATION) {
        throw wrong(key, "it has '" + modifier.text() + "' twice");
      }
      if (modifier.group() == Group.OF_REGEX && !modifiers.subList(0, i).contains(Modifier.RE)) {
        throw wrong(key, "'" + modifier.text() + "' stands behind 're' alone");
      }
    }
    only(key, Modifier.EXISTS, Set.of());
    only(key, Modifier.RE, Set.of(Group.LOGIC, Group.OF_REGEX));
    only(key, Modifier.CIDR, Set.of(Group.LOGIC));
    only(key, Modifier.FIELDREF, Set.of(Group.LOGIC, Group.TEXT, Group.POSITION));
    atMostOne(key, Group.TYPE);
    atMostOne(key, Group.POSITION);
    atMostOne(key, Group.COMPARISON);
    atMostOne(key, Group.DATE);
    if (has(Group.COMPARISON) || has(Group.DATE)) {
      for (Modifier modifier : modifiers) {
        if (!Set.of(Group.COMPARISON, Group.DATE, Group.LOGIC).contains(modifier.group())) {
          throw wrong(key, "'" + modifier.text() + "' is for texts, and the others are not");
        }
      }
    }
  }

  /** Of a modifier that changes what a value is, all others are of these groups. */
  private void only(String key, Modifier type, Set<Group> groups) throws SigmaException {
    for (Modifier other : has(type) ? modifiers : List.<Modifier>of()) {
      if (other != type && !groups.contains(other.group())) {
        throw wrong(key, "'" + other.text() + "' means nothing beside '" + type.text() + "'");
      }
    }
  }

  private void atMostOne(String key, Group group) throws SigmaException {
    List<String> some =
        modifiers.stream()
            .filter(modifier -> modifier.group() == group)
            .map(Modifier::text)
            .toList();
    if (some.size() > 1) {
      throw wrong(key, "'" + some.get(0) + "' and '" + some.get(1) + "' exclude one another");
    }
  }

  private SigmaException wrong(String key, String reason) {
    return new SigmaException(line, "the modifiers of '" + key + "' cannot be: " + reason);
  }
}
