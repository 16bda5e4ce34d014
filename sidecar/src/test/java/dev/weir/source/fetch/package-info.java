@NullMarked
package dev.weir.source.fetch;

import org.jspecify.annotations.NullMarked;
