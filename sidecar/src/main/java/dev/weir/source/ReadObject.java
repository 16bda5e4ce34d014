package dev.weir.source;

import dev.weir.source.fetch.ObjectAddress;
import dev.weir.type.LogType;

/**
 * An object that is open: read, or being read, and not settled.
 *
 * @param address what was asked for
 * @param type what it was recognised as
 * @param account its account
 */
record ReadObject(ObjectAddress address, LogType type, OpenObject account) {}
