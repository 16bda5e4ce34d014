package dev.weir.pipeline;

import dev.weir.account.ObjectVersion;
import dev.weir.type.EventId;
import dev.weir.type.LogType;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which objects may name their records by ids of their own: those that only a service of AWS writes
 * for an account, as their key tells, and those that the configuration names. Anybody else could
 * take the id of an event before it comes. Immutable.
 *
 * @param places what may be read; in a bucket that is none of them AWS's keys begin with nothing
 * @param accounts whose events may do so; empty means all
 */
public record IdTrust(List<Place> places, Set<String> accounts) {
  /** The keys of AWS alone, for any account. */
  public static final IdTrust OF_KEYS = new IdTrust(List.of(), Set.of());

  public IdTrust {
    places = List.copyOf(places);
    accounts = Set.copyOf(accounts);
  }

  /**
   * A part of a bucket.
   *
   * @param prefixes what keys begin with; empty means any
   * @param ids what the configuration says of them
   */
  public record Place(String bucket, List<String> prefixes, Ids ids) {
    public Place {
      prefixes = List.copyOf(prefixes);
    }

    private boolean holds(ObjectVersion object) {
      return bucket.equals(object.bucket())
          && (prefixes.isEmpty() || prefixes.stream().anyMatch(object.key()::startsWith));
    }

    /** Whether AWS's keys begin behind this: the prefix that its service was told. */
    private boolean leadsTo(String front) {
      return front.isEmpty()
          || prefixes.stream()
              .map(prefix -> prefix.endsWith("/") ? prefix : prefix + "/")
              .anyMatch(prefix -> prefix.startsWith(front));
    }
  }

  /** Whose ids count. */
  public enum Ids {
    /** Those of objects under keys of AWS. */
    OF_KEYS,
    /** Those of all objects. */
    ALL,
    /** Nobody's. */
    NONE
  }

  /**
   * Whose events in an object may have ids of their own.
   *
   * @return null for none's
   */
  @Nullable IdGrant grant(ObjectVersion object, LogType type) {
    EventId id = type.eventId();
    Place place = places.stream().filter(each -> each.holds(object)).findFirst().orElse(null);
    boolean known = places.stream().anyMatch(each -> each.bucket().equals(object.bucket()));
    Ids elsewhere = known ? Ids.NONE : Ids.OF_KEYS;
    Ids ids = place == null ? elsewhere : place.ids();
    if (id == null || ids == Ids.NONE) {
      return null;
    }
    if (ids == Ids.ALL) {
      return IdGrant.TO_ALL;
    }
    EventId.Issuer issuer = id.issuer();
    String account = issuer == null ? null : account(object.key(), place, issuer);
    return account == null || (!accounts.isEmpty() && !accounts.contains(account))
        ? null
        : IdGrant.to(account);
  }

  private static @Nullable String account(
      String key, @Nullable Place place, EventId.Issuer issuer) {
    for (int at = 0; at >= 0; at = next(key, at)) {
      if (place == null ? at == 0 : place.leadsTo(key.substring(0, at))) {
        String account = issuer.account(key.substring(at));
        if (account != null) {
          return account;
        }
      }
    }
    return null;
  }

  /** Where the key's next part begins; negative if there is none. */
  private static int next(String key, int at) {
    int slash = key.indexOf('/', at);
    return slash < 0 ? -1 : slash + 1;
  }
}
