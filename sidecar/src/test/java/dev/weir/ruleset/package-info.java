/** Rules that change while records are held against them. */
@NullMarked
package dev.weir.ruleset;

import org.jspecify.annotations.NullMarked;
