/**
 * What becomes of frames between the acknowledgement of the forward server and their fates: finds
 * those that will not arrive. Door: {@link dev.weir.source.resend.FrameWatch}, fed through {@link
 * dev.weir.source.resend.SentFrames}. Between {@code source.send} and the ledger.
 */
@NullMarked
package dev.weir.source.resend;

import org.jspecify.annotations.NullMarked;
