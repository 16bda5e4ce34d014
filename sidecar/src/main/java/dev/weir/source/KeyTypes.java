package dev.weir.source;

import dev.weir.type.LogType;
import dev.weir.type.LogTypes;
import dev.weir.type.Recognition;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What keys tell: by configuration first, then by themselves. Immutable, thread-safe. */
public final class KeyTypes {
  private final LogTypes known;
  private final List<Named> rules = new ArrayList<>();

  private record Named(TypeRule rule, KeyGlob keys, LogType type) {
    Recognition recognized() {
      return new Recognition.Recognized(
          type,
          "the configuration says so of keys like %s (%s)".formatted(rule.keys(), rule.where()));
    }
  }

  /**
   * Asks these rules in their order, and then the types themselves.
   *
   * @throws IllegalArgumentException if a rule names a type that is not known
   */
  public KeyTypes(List<TypeRule> rules, LogTypes known) {
    this.known = known;
    for (TypeRule rule : rules) {
      LogType type = known.named(rule.type());
      if (type == null) {
        throw new IllegalArgumentException("no type is named " + rule.type());
      }
      this.rules.add(new Named(rule, new KeyGlob(rule.keys()), type));
    }
  }

  /**
   * The type of a member of an archive: by the configuration's rules for the archive's key with the
   * member's name behind it, then for the archive's key; by the member's name; by the archive's
   * key. A name by which an object would be passed over tells nothing here: the content does.
   *
   * @return null to tell it from the content
   */
  public @Nullable LogType ofMember(String key, String member) {
    return typeOf(recognizeMember(key, member));
  }

  /** As {@link #ofMember}, with what told the type. */
  public Recognition recognizeMember(String key, String member) {
    for (String name : List.of(key + "/" + member, key)) {
      for (Named rule : rules) {
        if (rule.keys().matches(name)) {
          return rule.recognized();
        }
      }
    }
    Recognition byMember = known.byKey(member);
    return byMember == Recognition.UNKNOWN ? known.byKey(key) : byMember;
  }

  /** What the key tells of the types of the object's parts. */
  public PartTypes parts(String key) {
    return member -> member == null ? typeOf(recognize(key)) : ofMember(key, member);
  }

  private static @Nullable LogType typeOf(Recognition recognition) {
    return recognition instanceof Recognition.Recognized recognized ? recognized.type() : null;
  }

  /** What this key tells. */
  public Recognition recognize(String key) {
    for (Named rule : rules) {
      if (rule.keys().matches(key)) {
        return rule.recognized();
      }
    }
    return known.byKey(key);
  }
}
