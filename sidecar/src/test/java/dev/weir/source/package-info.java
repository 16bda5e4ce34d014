@NullMarked
package dev.weir.source;

import org.jspecify.annotations.NullMarked;
