package dev.weir.telemetry;

import java.util.List;
import java.util.Locale;

/**
 * Every metric of Weir: its kind, its name, its labels and what it counts, in the order in which
 * {@code docs/metrics.md} shows them. A test makes that page of this list, so the texts here are
 * written for operators.
 */
@SuppressWarnings("ImmutableEnumChecker") // lists made by List.of
public enum Metric {
  RECORDS_READ(
      MetricGroup.RECORDS,
      MetricKind.COUNTER,
      "records.read",
      "Records that Weir split from objects or received from hosts."),
  RECORDS(
      MetricGroup.RECORDS,
      MetricKind.COUNTER,
      "records",
      "Records by fate. Records read = the sum of all fates + records in flight.",
      label(
          "fate",
          "`indexed`, `already_indexed`, `filtered`, `dead_lettered`, `dropped_in_fluent_bit`,"
              + " `unaccounted`")),
  RECORDS_IN_FLIGHT(
      MetricGroup.RECORDS,
      MetricKind.GAUGE,
      "records.in.flight",
      "Records that Weir has read and that have no fate yet."),
  FILTERED(
      MetricGroup.RECORDS,
      MetricKind.COUNTER,
      "filtered",
      "Records that filter rules dropped, and records of Weir's own calls.",
      label("reason", "the `name` of the filter rule; `own_call` for calls that Weir itself made")),
  FLAGS(
      MetricGroup.RECORDS,
      MetricKind.COUNTER,
      "flags",
      "Records in which a flag is 1.",
      label("flag", "the flag's name")),
  RECORDS_MULTIPLIED(
      MetricGroup.RECORDS,
      MetricKind.COUNTER,
      "records.multiplied",
      "Additional records, where a Fluent Bit filter made several records of one."),
  STAMPS_REJECTED(
      MetricGroup.RECORDS,
      MetricKind.COUNTER,
      "stamps.rejected",
      "Stamps that no host of this fleet wrote. Weir removes such a stamp and keeps its record.",
      label("reason", "`not_verified`")),
  INNER_RECORDS(
      MetricGroup.RECORDS,
      MetricKind.COUNTER,
      "inner.records",
      "Records in records, such as log events of CloudWatch Logs, by their own type.",
      label("type", "a log type")),
  UNPARSED(
      MetricGroup.TYPES,
      MetricKind.COUNTER,
      "unparsed",
      "Lines that do not parse. Weir indexes these lines as they came, in weir-unparsed-*.",
      label("type", "the log type that Weir took the line for"),
      label("reason", "the same as in `error.message` of the document")),
  TIMES_REPLACED(
      MetricGroup.TYPES,
      MetricKind.COUNTER,
      "times.replaced",
      "Documents that have another time than the event's own, or lie in the index of another"
          + " time.",
      label("type", "a log type"),
      label(
          "reason",
          "`unreadable`, `too_early`, `too_late`, `missing`; only for records of hosts: `too_old`,"
              + " `too_many_indices`, `untold`. See [Records are at the wrong"
              + " time](troubleshooting.md#records-are-at-the-wrong-time)")),
  UNKNOWN_COLUMNS(
      MetricGroup.TYPES,
      MetricKind.COUNTER,
      "unknown.columns",
      "Lines that have more values than their type has columns.",
      label("type", "a log type")),
  INVALID_UTF8(
      MetricGroup.TYPES,
      MetricKind.COUNTER,
      "invalid.utf8",
      "Documents whose records have bytes that are not UTF-8.",
      label("type", "a log type")),
  NOT_TEXT(
      MetricGroup.TYPES,
      MetricKind.COUNTER,
      "not.text",
      "Objects, members of archives and lines that are not text. Weir keeps each as a dead letter.",
      label("kind", "what Weir found instead of text, such as `parquet` or `binary`")),
  DOCUMENTS_SKIPPED(
      MetricGroup.TYPES,
      MetricKind.COUNTER,
      "documents.skipped",
      "JSON documents in objects that say that they hold no records, such as control messages.",
      label("type", "a log type")),
  DEAD_LETTERS(
      MetricGroup.LETTERS,
      MetricKind.COUNTER,
      "dead.letters",
      "Records that Weir kept as dead letters. A record that comes and fails again counts again.",
      label("reason", "why the record became no document"),
      label("stage", "which stage gave up: `source`, `forward`, `decode`, `sink`")),
  DEAD_LETTERS_REPLAYED(
      MetricGroup.LETTERS,
      MetricKind.COUNTER,
      "dead.letters.replayed",
      "Replayed dead letters, by what became of them.",
      label(
          "outcome",
          "`indexed`, `already_indexed`, `filtered`, `object_taken`, `object_gone`, `object_left`,"
              + " `dead_lettered`, `not_replayable`, `marked_elsewhere`")),
  LEDGER_MISSED_RECORDS(
      MetricGroup.LETTERS,
      MetricKind.COUNTER,
      "ledger.missed.records",
      "Indexed records that Weir could not add to their object's line in weir-ledger."),
  OBJECTS_OPEN(
      MetricGroup.OBJECTS,
      MetricKind.GAUGE,
      "objects.open",
      "Objects that Weir has begun and not settled."),
  OBJECTS_SETTLED(
      MetricGroup.OBJECTS,
      MetricKind.COUNTER,
      "objects.settled",
      "Objects whose records all have a fate."),
  OBJECTS(
      MetricGroup.OBJECTS,
      MetricKind.COUNTER,
      "objects",
      "Objects by what happened to them. One object can count under several outcomes.",
      label(
          "outcome",
          "`opened`; `read`; `settled`; `resumed`: a GET broke off and went on;"
              + " `skipped_<reason>`: the object holds nothing to read, such as `skipped_empty`,"
              + " `skipped_folder`, `skipped_excluded`, `skipped_settled_before`;"
              + " `left_<reason>`: the object comes again, such as `left_denied`,"
              + " `left_unavailable`; `poisoned_<reason>`: a dead letter stands for the object, such"
              + " as `poisoned_gone`")),
  OBJECT_SECONDS(
      MetricGroup.OBJECTS,
      MetricKind.TIMER,
      "object",
      "Time from an object's message, or its listing, until its records are settled."),
  OBJECT_OLDEST_SECONDS(
      MetricGroup.OBJECTS,
      MetricKind.GAUGE,
      "object.oldest.seconds",
      "Age of the oldest open object. Raise an alarm if the age reaches hours."),
  SOURCE_UNSETTLED_BYTES(
      MetricGroup.OBJECTS,
      MetricKind.GAUGE,
      "source.unsettled.bytes",
      "Bytes of frames whose records have no fate yet. source.window bounds these bytes."),
  SWEEP_OBJECTS(
      MetricGroup.OBJECTS,
      MetricKind.COUNTER,
      "sweep.objects",
      "Objects that sweeps listed.",
      label("outcome", "`listed`; `settled_before`; `missing`; `left`: to the next sweep")),
  AFTER_ACTIONS(
      MetricGroup.OBJECTS,
      MetricKind.COUNTER,
      "after.actions",
      "Settled objects by what Weir did with them.",
      label("action", "`tag`, `move`, `delete`"),
      label(
          "outcome",
          "`done`; `absent`: the object is no longer there; `overwritten`: another object took its"
              + " place; `refused`: S3 does not allow the action; `unavailable`: S3 failed, and the"
              + " message comes again; `failed`; `kept_not_understood`, `kept_only_copy`,"
              + " `kept_unaccounted`: Weir left the object as it is, see [After"
              + " settlement](operating.md#after-settlement)")),
  MESSAGES(
      MetricGroup.AWS,
      MetricKind.COUNTER,
      "messages",
      "Messages of SQS by what happened to them.",
      label("queue", "the queue's `name`"),
      label(
          "outcome",
          "`received`, `received_again`, `deleted`; `nothing_<kind>`: the message announces no"
              + " object; `left_<reason>`: the message stays in its queue. See"
              + " [Messages](operating.md#messages)")),
  AWS_REQUESTS(
      MetricGroup.AWS,
      MetricKind.COUNTER,
      "aws.requests",
      "Requests to SQS, and listings of S3, that failed.",
      label(
          "operation",
          "`ReceiveMessage`, `DeleteMessage`, `ChangeMessageVisibility`, `ListObjects`"),
      label("outcome", "`failed`")),
  BYTES(
      MetricGroup.FORWARD,
      MetricKind.COUNTER,
      "bytes",
      "Bytes that passed a point.",
      label(
          "point",
          "`downloaded` from S3; `sent` by the source; `received` over the forward protocol; `bulk`:"
              + " sent to OpenSearch")),
  FRAMES(
      MetricGroup.FORWARD,
      MetricKind.COUNTER,
      "frames",
      "Frames of the source.",
      label(
          "outcome",
          "`sent`; `acknowledged`; `resent`: sent again after a lost connection; `missing`: sent"
              + " again, because Fluent Bit acknowledged the frame and did not deliver it")),
  CHUNKS(
      MetricGroup.FORWARD,
      MetricKind.COUNTER,
      "chunks",
      "Chunks that the forward server received, by what became of them.",
      label(
          "outcome",
          "`received_<mode>`; `acknowledged`; `refused_<reason>`; `dead_lettered_<reason>`: the"
              + " whole chunk, or its broken entries; `slot_lost`; `ignored_metrics`,"
              + " `ignored_traces`. See [Chunks and"
              + " connections](operating.md#chunks-and-connections)")),
  CHUNKS_AT_WORK(
      MetricGroup.FORWARD,
      MetricKind.GAUGE,
      "chunks.at.work",
      "Chunks that Weir has begun and neither acknowledged nor refused."),
  CONNECTIONS(
      MetricGroup.FORWARD,
      MetricKind.COUNTER,
      "connections",
      "Forward connections.",
      label(
          "event",
          "connections to the sidecar: `opened`, `closed_<reason>`, `handshake_<failure>`;"
              + " connections of the source: `source_connected`, `source_lost_<reason>`. See [Chunks"
              + " and connections](operating.md#chunks-and-connections)")),
  BULK_REQUESTS(
      MetricGroup.OPENSEARCH,
      MetricKind.COUNTER,
      "bulk.requests",
      "Bulk requests to OpenSearch.",
      label("outcome", "the HTTP status, or `no_answer`")),
  BULK_SECONDS(
      MetricGroup.OPENSEARCH,
      MetricKind.TIMER,
      "bulk",
      "Time of a bulk request from sending to its answer."),
  BULK_ITEMS(
      MetricGroup.OPENSEARCH,
      MetricKind.COUNTER,
      "bulk.items",
      "Documents in bulk requests, by OpenSearch's answer.",
      label(
          "outcome",
          "`created`; `already_there`; `retried`; `cancelled`: the connection of their chunk"
              + " closed; `ledger`: lines of weir-ledger")),
  BULK_IN_FLIGHT_BYTES(
      MetricGroup.OPENSEARCH,
      MetricKind.GAUGE,
      "bulk.in.flight.bytes",
      "Bytes of documents that wait for OpenSearch or for its answer."),
  DOCUMENTS_RESHAPED(
      MetricGroup.OPENSEARCH,
      MetricKind.COUNTER,
      "documents.reshaped",
      "Documents that OpenSearch refused, and then took in their safe form.",
      label("type", "a log type")),
  ID_CONFLICTS(
      MetricGroup.OPENSEARCH,
      MetricKind.COUNTER,
      "id.conflicts",
      "Documents whose id belonged to another record. A document that comes again counts again.",
      label("type", "a log type")),
  INDICES_DELETED(
      MetricGroup.OPENSEARCH,
      MetricKind.COUNTER,
      "indices.deleted",
      "Indices that are old enough to delete.",
      label("type", "a log type"),
      label("outcome", "`deleted`; `refused`: also if a policy could not delete the index")),
  POLICIES(
      MetricGroup.OPENSEARCH,
      MetricKind.COUNTER,
      "policies",
      "Policies of Index State Management that Weir wrote.",
      label("type", "a log type"),
      label("outcome", "`installed`, `updated`, `withdrawn`, `refused`")),
  ENRICHED(
      MetricGroup.LISTS,
      MetricKind.COUNTER,
      "enriched",
      "Values that geo, user_agent and url looked up, and records for which Weir asked a list or"
          + " table.",
      label("enrichment", "`geo`, `user_agent`, `url`, `threat_<list>`, `table_<list>`"),
      label("outcome", "`hit`, `miss`, `skipped`")),
  LIST_ENTRIES(
      MetricGroup.LISTS,
      MetricKind.GAUGE,
      "list.entries",
      "Entries of a list that are in force. For a database: the nodes of its tree.",
      label("list", "the list's name")),
  LIST_SKIPPED_ENTRIES(
      MetricGroup.LISTS,
      MetricKind.GAUGE,
      "list.skipped.entries",
      "Entries of a list that Weir does not understand, or that are no longer valid.",
      label("list", "the list's name")),
  LIST_AGE_SECONDS(
      MetricGroup.LISTS,
      MetricKind.GAUGE,
      "list.age.seconds",
      "Time since Weir read a list, or saw that the list is unchanged.",
      label("list", "the list's name")),
  LIST_RELOADS(
      MetricGroup.LISTS,
      MetricKind.COUNTER,
      "list.reloads",
      "Times that Weir asked whether a list has changed.",
      label("list", "the list's name"),
      label("outcome", "`loaded`, `unchanged`, `failed`")),
  RULES_MATCHED(
      MetricGroup.RULES,
      MetricKind.COUNTER,
      "rule_matches",
      "Records that match a detection rule.",
      label("rule", "the rule's id"),
      label("level", "`informational`, `low`, `medium`, `high` or `critical`")),
  RULES(MetricGroup.RULES, MetricKind.GAUGE, "rules", "Detection rules that are in force."),
  RULES_REFUSED(
      MetricGroup.RULES,
      MetricKind.GAUGE,
      "rules.refused",
      "Rules, filters and files with a mistake: they are not in force, or not in their newest"
          + " version. Rules for logs that no type serves do not count. The log"
          + " names each of them."),
  RULES_SLOW(
      MetricGroup.RULES,
      MetricKind.GAUGE,
      "rules.slow",
      "Detection rules that Weir has switched off for a log type because they take too long."),
  RULES_SWITCHED_OFF(
      MetricGroup.RULES,
      MetricKind.COUNTER,
      "rules.switched_off",
      "Times that Weir switched off a detection rule for a log type because the rule takes too long.",
      label("rule", "the rule's id")),
  RULE_RELOADS(
      MetricGroup.RULES,
      MetricKind.COUNTER,
      "rule.reloads",
      "Times that Weir asked whether a rule has changed.",
      label(
          "outcome",
          "`loaded`; `unchanged`; `failed`: something is refused that was not refused before")),
  MATCHES_GATHERED(
      MetricGroup.ALERTS,
      MetricKind.COUNTER,
      "matches.gathered",
      "Matches that this host gave to their alerts."),
  ALERTS_OPENED(
      MetricGroup.ALERTS,
      MetricKind.COUNTER,
      "alerts.opened",
      "Alerts that this host opened.",
      label("level", "`informational`, `low`, `medium`, `high` or `critical`")),
  NOTIFICATIONS(
      MetricGroup.ALERTS,
      MetricKind.COUNTER,
      "notifications",
      "Alerts that this host sent to destinations, or tried to; for DynamoDB, matches.",
      label("destination", "the destination's name"),
      label(
          "outcome",
          "`sent`; `later`: the destination has no time, Weir tries again; `refused`: the destination"
              + " does not take it, Weir tries again; `given_up`: refused 20 times, and older than 24"
              + " hours")),
  ALARM(
      MetricGroup.ALARMS,
      MetricKind.GAUGE,
      "alarm",
      "1 while an operator should act, else 0.",
      label(
          "reason",
          "`opensearch_unreachable`, `opensearch_overloaded`, `opensearch_blocked`,"
              + " `opensearch_unauthorized`, `opensearch_not_found`, `opensearch_index_closed`,"
              + " `opensearch_limit`, `opensearch_index_refuses`, `opensearch_unknown`;"
              + " `letters_s3`: dead letters wait for S3; `alerts_wait`: matches are stored and"
              + " cannot become alerts; `notify_NAME`: the destination NAME takes no alerts; `rules_slow`: a detection rule is switched off because it takes too long; `unaccounted`: records of this process are unaccounted"));

  private final MetricGroup group;
  private final MetricKind kind;
  private final String meter;
  private final String help;
  private final List<MetricLabel> labels;

  Metric(MetricGroup group, MetricKind kind, String words, String help, MetricLabel... labels) {
    this.group = group;
    this.kind = kind;
    this.meter = "weir." + words;
    this.help = help;
    this.labels = List.of(labels);
  }

  private static MetricLabel label(String name, String values) {
    return new MetricLabel(name, values);
  }

  MetricGroup group() {
    return group;
  }

  MetricKind kind() {
    return kind;
  }

  /** The name that Micrometer takes. */
  String meter() {
    return meter;
  }

  /** The name that Prometheus reads, of a timer without what tells its three series apart. */
  String exposed() {
    String words = meter.replace('.', '_').toLowerCase(Locale.ROOT);
    return switch (kind) {
      case COUNTER -> words + "_total";
      case GAUGE -> words;
      case TIMER -> words + "_seconds";
    };
  }

  String help() {
    return help;
  }

  List<MetricLabel> labels() {
    return labels;
  }
}
