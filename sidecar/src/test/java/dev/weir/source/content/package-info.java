@NullMarked
package dev.weir.source.content;

import org.jspecify.annotations.NullMarked;
