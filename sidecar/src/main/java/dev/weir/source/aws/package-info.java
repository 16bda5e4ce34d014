/** How AWS is reached: region, endpoint, role; and the clients that follow from it. */
@NullMarked
package dev.weir.source.aws;

import org.jspecify.annotations.NullMarked;
