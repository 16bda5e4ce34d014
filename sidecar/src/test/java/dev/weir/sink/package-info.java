/** Tests of the sink, against the lab's OpenSearch wherever a server can be made to behave so. */
@NullMarked
package dev.weir.sink;

import org.jspecify.annotations.NullMarked;
