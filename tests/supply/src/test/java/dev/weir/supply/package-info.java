/**
 * What Weir ships beside its own classes: each library is the one that was looked at, is named in
 * the bill of materials, and has no known weakness that nobody has accepted.
 */
@NullMarked
package dev.weir.supply;

import org.jspecify.annotations.NullMarked;
