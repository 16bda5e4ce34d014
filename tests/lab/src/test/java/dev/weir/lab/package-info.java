/** What the lab promises, held against its own servers. */
@NullMarked
package dev.weir.lab;

import org.jspecify.annotations.NullMarked;
