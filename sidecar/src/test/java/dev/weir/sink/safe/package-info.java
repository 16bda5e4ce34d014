@NullMarked
package dev.weir.sink.safe;

import org.jspecify.annotations.NullMarked;
