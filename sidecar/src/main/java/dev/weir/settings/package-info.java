/**
 * What settings of several stages have in common: sockets, secrets, TLS, and how AWS is reached.
 * Each is a record that reads its own section. Core; knows no stage.
 */
@NullMarked
package dev.weir.settings;

import org.jspecify.annotations.NullMarked;
