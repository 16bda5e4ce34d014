package dev.weir.pipeline;

import dev.weir.enrich.Enrichment;
import dev.weir.filter.RecordFilter;
import dev.weir.flag.Flags;
import dev.weir.type.LogType;

/**
 * What the configuration says of one log type. Immutable, shared by all chunks.
 *
 * @param type the type
 * @param flags its flags
 * @param filter its filter
 * @param enrichment what is added to its normal form
 */
public record TypeRoute(LogType type, Flags flags, RecordFilter filter, Enrichment enrichment) {}
