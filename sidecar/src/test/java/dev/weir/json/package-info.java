@NullMarked
package dev.weir.json;

import org.jspecify.annotations.NullMarked;
