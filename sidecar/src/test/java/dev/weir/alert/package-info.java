@NullMarked
package dev.weir.alert;

import org.jspecify.annotations.NullMarked;
