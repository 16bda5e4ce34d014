@NullMarked
package dev.weir.forward;

import org.jspecify.annotations.NullMarked;
