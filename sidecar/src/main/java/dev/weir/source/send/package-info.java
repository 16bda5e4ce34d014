/**
 * The forward client: keeps connections to a forward server, sends frames, waits for their
 * acknowledgements, and sends again what a lost connection left open. Door: {@link
 * dev.weir.source.send.ForwardClient}. Specification: Fluentd Forward Protocol v1.
 */
@NullMarked
package dev.weir.source.send;

import org.jspecify.annotations.NullMarked;
