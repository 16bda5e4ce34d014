/**
 * The notification protocol of systemd (sd_notify): how a service says that it is ready, reloads,
 * stops and is alive. Core of {@code daemon}; knows nothing of Weir.
 */
@NullMarked
package dev.weir.systemd;

import org.jspecify.annotations.NullMarked;
