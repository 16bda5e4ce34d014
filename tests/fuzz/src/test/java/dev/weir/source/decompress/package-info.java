@NullMarked
package dev.weir.source.decompress;

import org.jspecify.annotations.NullMarked;
