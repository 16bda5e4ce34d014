/** What a client side of TLS trusts. Core: used by every stage that connects to something. */
@NullMarked
package dev.weir.tls;

import org.jspecify.annotations.NullMarked;
