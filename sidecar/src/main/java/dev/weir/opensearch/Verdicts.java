package dev.weir.opensearch;

import static java.util.Map.entry;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The meaning of statuses and error types. Messages decide nothing: they change with versions and
 * carry what a log's author wrote.
 */
public final class Verdicts {
  /** The reason of a document over the server's limit. */
  public static final String TOO_LARGE = "too_large";

  /** The reason of a document that spoils its request. */
  public static final String MALFORMED = "malformed_request";

  /**
   * Error types with which OpenSearch answers 400 for what lies in the document. Whatever is not
   * here is nobody's certain fault and waits.
   */
  private static final Map<String, Verdict> DOCUMENT_FAULTS =
      Map.ofEntries(
          // A value does not fit its field's type, a name is empty or has only dots, JSON is
          // broken.
          refused("mapper_parsing_exception"),
          // The same where the server is a newer relative.
          refused("document_parsing_exception"),
          // An unknown field in an index whose mapping forbids those.
          refused("strict_dynamic_mapping_exception"),
          // JSON that the server's parser does not take: depth, number or string lengths over its
          // limits, broken tokens. Wrapped or bare, by version and place.
          refused("parsing_exception"),
          refused("parse_exception"),
          refused("x_content_parse_exception"),
          refused("json_parse_exception"),
          refused("stream_constraints_exception"),
          refused("input_coercion_exception"),
          // A term over 32,766 bytes: thrown by Lucene, which knows only the document.
          refused("max_bytes_length_exceeded_exception"),
          // New fields over the mapping's limit of fields or depth, a field that is an object here
          // and a value there, an immense term. But also an alias without a write index, a missing
          // pipeline, and a collection that refuses ids: only the index can tell.
          entry("illegal_argument_exception", new Verdict.Suspect("illegal_argument_exception")));

  private static final Map<String, HoldReason> HOLDS =
      Map.ofEntries(
          entry("cluster_block_exception", HoldReason.BLOCKED),
          entry("index_create_block_exception", HoldReason.BLOCKED),
          entry("index_closed_exception", HoldReason.INDEX_CLOSED),
          // The limit of shards; arrives as 400.
          entry("validation_exception", HoldReason.LIMIT),
          entry("invalid_index_name_exception", HoldReason.INDEX_REFUSES),
          entry("routing_missing_exception", HoldReason.INDEX_REFUSES));

  private Verdicts() {}

  /** The meaning of an item in a bulk's answer. */
  public static Verdict ofItem(int status, BulkAnswer.@Nullable ItemError error) {
    if (error == null) {
      return status >= 200 && status < 300 ? Verdict.WRITTEN : hold(status, "", HoldReason.UNKNOWN);
    }
    if (status == 409 && error.type().equals("version_conflict_engine_exception")) {
      return Verdict.CONFLICT;
    }
    if (status == 413) {
      return new Verdict.Refused(TOO_LARGE);
    }
    if (status == 400) {
      Verdict fault = DOCUMENT_FAULTS.get(error.type());
      if (fault != null) {
        return fault;
      }
    }
    return hold(status, error.type(), HoldReason.UNKNOWN);
  }

  /** The meaning of an answer that is not 200, 400 or 413 for a whole request. */
  public static Verdict.Hold ofRequest(int status, String errorType) {
    Verdict.Hold hold = hold(status, errorType, HoldReason.UNKNOWN);
    // A request turned away under load may have been carried out in part.
    boolean ambiguous = hold.ambiguous() || status == 429 || status == 408;
    return new Verdict.Hold(hold.reason(), ambiguous);
  }

  private static Verdict.Hold hold(int status, String type, HoldReason otherwise) {
    HoldReason byType = HOLDS.get(type);
    HoldReason byStatus =
        switch (status) {
          case 401, 403 -> HoldReason.UNAUTHORIZED;
          case 404 -> HoldReason.NOT_FOUND;
          case 408, 429 -> HoldReason.OVERLOADED;
          default -> status >= 500 ? HoldReason.OVERLOADED : otherwise;
        };
    // A single item turned away with 429 was not begun; one that failed with 5xx may have been.
    return new Verdict.Hold(byType == null ? byStatus : byType, status >= 500);
  }

  private static Map.Entry<String, Verdict> refused(String type) {
    return entry(type, new Verdict.Refused(type));
  }
}
