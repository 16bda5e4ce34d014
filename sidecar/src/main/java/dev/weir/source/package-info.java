/**
 * The S3 source: from a message in SQS over an object in S3 to frames on a forward connection, in
 * bounded memory, with every record counted. Door: {@link dev.weir.source.S3Source}. Its parts are
 * its sub-packages, in the order of the data: {@code queue} and {@code list}, {@code fetch}, {@code
 * decompress}, {@code split}, {@code frame}, {@code send}; and {@code after}, for what is settled.
 * What it sends is for {@code dev.weir.forward}, which it does not know.
 */
@NullMarked
package dev.weir.source;

import org.jspecify.annotations.NullMarked;
