/**
 * What the source's log lines need, for all of its packages: {@link dev.weir.source.log.LogText}.
 */
@NullMarked
package dev.weir.source.log;

import org.jspecify.annotations.NullMarked;
