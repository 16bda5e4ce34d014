@NullMarked
package dev.weir.type;

import org.jspecify.annotations.NullMarked;
