/** Tests of how AWS is reached. */
@NullMarked
package dev.weir.source.aws;

import org.jspecify.annotations.NullMarked;
