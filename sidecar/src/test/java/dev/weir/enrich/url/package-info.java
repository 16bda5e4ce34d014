/** URLs. */
@NullMarked
package dev.weir.enrich.url;

import org.jspecify.annotations.NullMarked;
