/**
 * Reads detection rules and filters of Sigma (specification 2.1.0) into {@code rule}. Whatever it
 * does not know it refuses, with the line and the reason. Doors: {@link dev.weir.sigma.SigmaFile}
 * and {@link dev.weir.sigma.SigmaRules}.
 */
@NullMarked
package dev.weir.sigma;

import org.jspecify.annotations.NullMarked;
