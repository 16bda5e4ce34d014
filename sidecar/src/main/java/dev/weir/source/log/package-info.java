/**
 * What the source's log lines need. Door: {@link dev.weir.source.log.LogText}, for all of its
 * packages.
 */
@NullMarked
package dev.weir.source.log;

import org.jspecify.annotations.NullMarked;
