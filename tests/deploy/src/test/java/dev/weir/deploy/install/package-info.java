/** Tests of the scripts that install Weir on a host, configure it at first boot, and retire it. */
@NullMarked
package dev.weir.deploy.install;

import org.jspecify.annotations.NullMarked;
