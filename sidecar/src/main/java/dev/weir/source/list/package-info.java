/**
 * What lies in a bucket, page by page. Door: {@link dev.weir.source.list.ObjectListing}. Its
 * objects go the same way as those that {@code source.queue} hears of.
 */
@NullMarked
package dev.weir.source.list;

import org.jspecify.annotations.NullMarked;
