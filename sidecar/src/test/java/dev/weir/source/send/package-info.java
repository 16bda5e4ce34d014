@NullMarked
package dev.weir.source.send;

import org.jspecify.annotations.NullMarked;
