package dev.weir.sink;

import dev.weir.opensearch.Verdict;

/** What came of a bulk request as a whole. */
sealed interface Reply {
  /** Each item has an answer. */
  record Answered() implements Reply {}

  /** 413: over the server's limit for a request. */
  record TooLarge() implements Reply {}

  /** 400: the server made no sense of it. */
  record Malformed(String evidence) implements Reply {}

  /** No answer, or one that asks for another time. */
  record Failed(Verdict.Hold hold, String evidence) implements Reply {}
}
