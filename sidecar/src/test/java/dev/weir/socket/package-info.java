@NullMarked
package dev.weir.socket;

import org.jspecify.annotations.NullMarked;
