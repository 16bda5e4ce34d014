@NullMarked
package dev.weir.source.after;

import org.jspecify.annotations.NullMarked;
