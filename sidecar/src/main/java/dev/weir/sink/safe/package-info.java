/**
 * The form in which a document is written once more when OpenSearch refused it for what is in it:
 * {@link dev.weir.sink.safe.SafeForms} is the door. Only the sink behind it asks for it, and only
 * after a refusal.
 */
@NullMarked
package dev.weir.sink.safe;

import org.jspecify.annotations.NullMarked;
