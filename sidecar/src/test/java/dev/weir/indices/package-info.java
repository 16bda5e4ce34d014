/** Tests of templates, policies and the retention. */
@NullMarked
package dev.weir.indices;

import org.jspecify.annotations.NullMarked;
