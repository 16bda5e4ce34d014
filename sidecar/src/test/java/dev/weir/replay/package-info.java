/** Dead letters and their replay, on a sidecar without its forward server. */
@NullMarked
package dev.weir.replay;

import org.jspecify.annotations.NullMarked;
