package dev.weir.indices;

/** What came of a policy for a type's indices. */
public enum PolicyOutcome {
  /** It was not there before. */
  INSTALLED,
  /** It took the place of one that Weir had installed. */
  UPDATED,
  /** It was taken away, as nothing asks for it any more. */
  WITHDRAWN,
  /** OpenSearch would not have it, or would not put indices under it. */
  REFUSED
}
