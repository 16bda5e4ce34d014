/**
 * Tests of what a fleet is made of: scripts, packages, systemd units, images and templates. They
 * run the tools that judge such files, and skip by name where a tool is missing.
 */
@NullMarked
package dev.weir.deploy;

import org.jspecify.annotations.NullMarked;
