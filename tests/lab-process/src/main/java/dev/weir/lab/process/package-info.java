/**
 * What every server of the lab that is a Java process has in common. It stands on the JDK alone, so
 * the servers still share no library.
 */
@NullMarked
package dev.weir.lab.process;

import org.jspecify.annotations.NullMarked;
