package dev.weir.bench;

/**
 * The two translations of a record. What they give lies in a buffer that the next one overwrites.
 */
interface Codec {
  /** A line of JSON as MessagePack. */
  void toMsgpack(byte[] json);

  /** A map of MessagePack as JSON. */
  void toJson(byte[] msgpack);
}
