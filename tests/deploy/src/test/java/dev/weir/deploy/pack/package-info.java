/**
 * Tests of the packages: what lies in archive, deb and rpm, that two builds are equal, and that
 * what is unpacked runs. {@link dev.weir.deploy.pack.Packages} makes them once for all tests.
 */
@NullMarked
package dev.weir.deploy.pack;

import org.jspecify.annotations.NullMarked;
