/** Tests of the notification protocol of systemd, against a socket that another program opened. */
@NullMarked
package dev.weir.systemd;

import org.jspecify.annotations.NullMarked;
