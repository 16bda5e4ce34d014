package dev.weir.daemon;

import dev.weir.config.WeirConfig;
import dev.weir.feed.ListOrigin;
import dev.weir.feed.ListSettings;
import dev.weir.filter.OwnPlace;
import dev.weir.filter.OwnScope;
import dev.weir.filter.S3Use;
import dev.weir.letters.LetterPrefix;
import dev.weir.settings.AwsAccess;
import dev.weir.source.BucketSettings;
import dev.weir.source.after.AfterSettlement;
import dev.weir.source.after.AfterWhen;
import dev.weir.source.queue.QueueSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a configuration makes Weir call in AWS. */
final class OwnScopeFrom {
  private OwnScopeFrom() {}

  /** Of the source also where it does not run here: other hosts of the fleet run it. */
  static OwnScope config(WeirConfig config) {
    List<OwnPlace> places = new ArrayList<>();
    config.source().buckets().forEach(bucket -> watched(bucket, places));
    LetterPrefix letters = config.deadLetters().s3();
    if (letters != null) {
      places.add(new OwnPlace(letters.bucket(), letters.prefix(), Set.of(S3Use.WRITE)));
    }
    lists(config)
        .map(list -> new OwnPlace(list.bucket(), list.key(), Set.of(S3Use.READ)))
        .forEach(places::add);
    return new OwnScope(places, queues(config), roles(config));
  }

  /** All ways in which a configuration reaches AWS. */
  static Stream<AwsAccess> accesses(WeirConfig config) {
    LetterPrefix letters = config.deadLetters().s3();
    return Stream.of(
            config.source().queues().stream().map(QueueSettings::access),
            config.source().buckets().stream().map(BucketSettings::access),
            Stream.ofNullable(letters).map(LetterPrefix::access),
            lists(config).map(ListOrigin.S3Object::access))
        .flatMap(accesses -> accesses);
  }

  /** The roles that it assumes. */
  static Set<String> roles(WeirConfig config) {
    return accesses(config)
        .map(AwsAccess::roleArn)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  private static void watched(BucketSettings bucket, List<OwnPlace> places) {
    Set<S3Use> uses = EnumSet.of(S3Use.READ, S3Use.LIST);
    switch (bucket.after()) {
      case AfterSettlement.Keep() -> {
        // They stay as they are.
      }
      case AfterSettlement.Tag _ -> uses.add(S3Use.TAG);
      case AfterSettlement.Delete _ -> uses.add(S3Use.DELETE);
      case AfterSettlement.Move(String prefix, AfterWhen _) -> {
        uses.add(S3Use.COPY);
        uses.add(S3Use.DELETE);
        places.add(new OwnPlace(bucket.bucket(), prefix, Set.of(S3Use.READ, S3Use.COPY)));
      }
    }
    bucket.places().forEach(prefix -> places.add(new OwnPlace(bucket.bucket(), prefix, uses)));
  }

  private static Stream<ListOrigin.S3Object> lists(WeirConfig config) {
    return config
        .enrich()
        .lists()
        .map(ListSettings::from)
        .flatMap(from -> from instanceof ListOrigin.S3Object object ? Stream.of(object) : null);
  }

  private static Map<String, String> queues(WeirConfig config) {
    return config.source().queues().stream()
        .collect(
            Collectors.toMap(QueueSettings::url, OwnScopeFrom::arnEnd, (first, second) -> first));
  }

  /** How the ARN of a queue ends, which has the path {@code /account/name} in its URL. */
  private static String arnEnd(QueueSettings queue) {
    String account = URI.create(queue.url()).getPath().replace('/', ':');
    String region = queue.access().region();
    return region == null ? account : ":" + region + account;
  }
}
