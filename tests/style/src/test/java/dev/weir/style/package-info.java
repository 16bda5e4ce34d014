/** What the whole tree is held to, whichever module a file is in. */
@NullMarked
package dev.weir.style;

import org.jspecify.annotations.NullMarked;
