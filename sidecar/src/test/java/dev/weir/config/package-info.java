/** What a configuration file may say, and how it is told what is wrong. */
@NullMarked
package dev.weir.config;

import org.jspecify.annotations.NullMarked;
