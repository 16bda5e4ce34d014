/**
 * The indices that documents lie in: the templates that make them, the policies and the hourly look
 * that end them. {@link dev.weir.indices.Indices} is the door. It stands on {@code opensearch} and
 * on {@code type}, which says what fields there are; {@code sink}, which writes documents, waits
 * for it and is not known here.
 */
@NullMarked
package dev.weir.indices;

import org.jspecify.annotations.NullMarked;
