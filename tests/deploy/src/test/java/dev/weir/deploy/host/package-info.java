/** Tests of a host: a Debian that systemd boots in namespaces of its own, with Weir's units. */
@NullMarked
package dev.weir.deploy.host;

import org.jspecify.annotations.NullMarked;
