/** Tests of the lines of objects, against the lab's OpenSearch. */
@NullMarked
package dev.weir.settle;

import org.jspecify.annotations.NullMarked;
