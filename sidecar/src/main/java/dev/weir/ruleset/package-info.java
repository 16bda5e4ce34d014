/**
 * The rules in force: reads them from folders and from S3, again when they change, and compiles
 * them. A file that breaks leaves what it held before in force. Stands between {@code sigma}, which
 * reads one file, and {@code detect}, which holds records against all. Door: {@link
 * dev.weir.ruleset.RuleSet}.
 */
@NullMarked
package dev.weir.ruleset;

import org.jspecify.annotations.NullMarked;
