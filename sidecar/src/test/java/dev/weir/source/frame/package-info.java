@NullMarked
package dev.weir.source.frame;

import org.jspecify.annotations.NullMarked;
