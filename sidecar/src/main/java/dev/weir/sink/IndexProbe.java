package dev.weir.sink;

import dev.weir.event.JsonBuffer;
import dev.weir.opensearch.BulkAnswer;
import dev.weir.opensearch.HoldReason;
import dev.weir.opensearch.HttpAnswer;
import dev.weir.opensearch.LineBody;
import dev.weir.opensearch.OpenSearch;
import dev.weir.opensearch.Verdict;
import dev.weir.opensearch.Verdicts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Tells whether an index takes documents at all, by a write that must fail: an empty document on
 * the condition that a version is there which never was. It passes everything a document passes
 * (authorization, blocks, alias, pipeline, mapping) and ends in a conflict, so nothing is written.
 */
final class IndexProbe {
  /** What the index said. */
  enum Result {
    TAKES,
    REFUSES,
    SILENT
  }

  private final OpenSearch openSearch;

  IndexProbe(OpenSearch openSearch) {
    this.openSearch = openSearch;
  }

  Result ask(String index) {
    JsonBuffer line = new JsonBuffer(256);
    ActionLine.writeProbe(line, index.getBytes(StandardCharsets.UTF_8));
    try {
      HttpAnswer http = openSearch.client().bulk(LineBody.of(line.toByteArray()), false);
      if (http.status() != 200) {
        return Result.REFUSES;
      }
      BulkAnswer answer = new BulkAnswer();
      answer.read(http.body());
      boolean takes =
          answer.count() == 1
              && switch (Verdicts.ofItem(answer.status(0), answer.error(0))) {
                case Verdict.Written(), Verdict.Conflict() -> true;
                case Verdict.Refused(String reason) -> false;
                case Verdict.Suspect(String reason) -> false;
                case Verdict.Hold(HoldReason reason, boolean ambiguous) -> false;
              };
      return takes ? Result.TAKES : Result.REFUSES;
    } catch (IOException silent) {
      return Result.SILENT;
    }
  }
}
