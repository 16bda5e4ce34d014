/** Each fault alone, a short run of many, and the parts of the harness by themselves. */
@NullMarked
package dev.weir.faults;

import org.jspecify.annotations.NullMarked;
