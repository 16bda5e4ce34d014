@NullMarked
package dev.weir.event;

import org.jspecify.annotations.NullMarked;
