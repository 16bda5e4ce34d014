@NullMarked
package dev.weir.source.resend;

import org.jspecify.annotations.NullMarked;
