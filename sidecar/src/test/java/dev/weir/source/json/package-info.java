@NullMarked
package dev.weir.source.json;

import org.jspecify.annotations.NullMarked;
