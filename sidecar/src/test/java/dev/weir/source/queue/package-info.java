@NullMarked
package dev.weir.source.queue;

import org.jspecify.annotations.NullMarked;
