@NullMarked
package dev.weir.source.list;

import org.jspecify.annotations.NullMarked;
