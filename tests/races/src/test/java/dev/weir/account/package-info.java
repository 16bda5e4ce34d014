@NullMarked
package dev.weir.account;

import org.jspecify.annotations.NullMarked;
