/** Tests of dead letters as OpenSearch has them. */
@NullMarked
package dev.weir.letters;

import org.jspecify.annotations.NullMarked;
