/** Tests of files in YAML, and what tests of their readers share. */
@NullMarked
package dev.weir.yaml;

import org.jspecify.annotations.NullMarked;
