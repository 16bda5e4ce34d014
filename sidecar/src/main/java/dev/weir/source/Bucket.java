package dev.weir.source;

import dev.weir.source.after.AfterActions;
import dev.weir.source.fetch.ObjectFetcher;
import dev.weir.source.list.DayRange;
import dev.weir.source.list.ObjectListing;
import dev.weir.type.LogTypes;
import dev.weir.type.Recognition;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * One prefix of a configured bucket at work: its fetcher, its patterns, and what follows
 * settlement. Immutable.
 */
final class Bucket {
  private final BucketSettings settings;
  private final String prefix;
  private final S3Client s3;
  private final ObjectFetcher fetcher;
  private final AfterActions after;
  private final KeyChoice choice;
  private final KeyTypes types;

  /**
   * A prefix at work.
   *
   * @throws IllegalArgumentException if a rule names a type that is not known
   */
  Bucket(BucketSettings settings, String prefix, S3Client s3, LogTypes known) {
    this.settings = settings;
    this.prefix = prefix;
    this.s3 = s3;
    this.fetcher = new ObjectFetcher(s3);
    this.after = new AfterActions(s3, settings.after());
    this.choice = new KeyChoice(settings.include(), settings.exclude());
    this.types = new KeyTypes(settings.types(), known);
  }

  BucketSettings settings() {
    return settings;
  }

  /** What its keys begin with. */
  String prefix() {
    return prefix;
  }

  ObjectFetcher fetcher() {
    return fetcher;
  }

  /** Lists what lies below a prefix of it. */
  ObjectListing listing(String prefix, DayRange days) {
    return new ObjectListing(s3, settings.bucket(), prefix, settings.expectedOwner(), days);
  }

  /** What is done with its objects when they are settled. */
  AfterActions after() {
    return after;
  }

  boolean holds(String bucket, String key) {
    return settings.bucket().equals(bucket) && key.startsWith(prefix);
  }

  boolean excludes(String key) {
    return choice.excludes(key);
  }

  /** What the key tells: by configuration first, then by itself. */
  Recognition recognize(String key) {
    return types.recognize(key);
  }

  /** What the key tells of the types of the object's parts. */
  PartTypes parts(String key) {
    return types.parts(key);
  }
}
