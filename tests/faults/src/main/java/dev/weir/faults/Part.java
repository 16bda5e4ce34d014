package dev.weir.faults;

/** What a fault takes for itself: faults of one wave never share a part. */
enum Part {
  WEIR,
  CLOCK,
  FLUENT_BIT,
  OPENSEARCH,
  /** The proxy between weir and OpenSearch. */
  SEARCH_WIRE,
  /** The proxies on the forward sockets. */
  FORWARD_WIRE,
  QUEUE,
  BUCKET
}
