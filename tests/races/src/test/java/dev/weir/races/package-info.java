@NullMarked
package dev.weir.races;

import org.jspecify.annotations.NullMarked;
