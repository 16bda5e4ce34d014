/**
 * Objects of S3 as streams that survive lost connections. Door: {@link
 * dev.weir.source.fetch.ObjectFetcher}. Feeds {@code source.decompress}.
 */
@NullMarked
package dev.weir.source.fetch;

import org.jspecify.annotations.NullMarked;
