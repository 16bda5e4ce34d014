@NullMarked
package dev.weir.source.split;

import org.jspecify.annotations.NullMarked;
