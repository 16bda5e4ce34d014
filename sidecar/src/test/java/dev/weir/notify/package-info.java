/** Messages against real servers, with what is hostile in logs and in answers. */
@NullMarked
package dev.weir.notify;

import org.jspecify.annotations.NullMarked;
