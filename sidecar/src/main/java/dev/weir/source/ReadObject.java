package dev.weir.source;

import dev.weir.source.fetch.ObjectAddress;
import dev.weir.type.LogType;

/**
 * An object that is open: read, or being read, and not settled.
 *
 * @param address what was asked for
 * @param type what it, or its first part, was recognised as
 * @param known what was known of types before it was read
 * @param frames reads it, again too
 * @param account its account
 */
record ReadObject(
    ObjectAddress address,
    LogType type,
    PartTypes known,
    FrameReader frames,
    ObjectAccount account) {}
