/**
 * Rules, whatever they were written in: what a record must be like, how bad that is, and which logs
 * it is about. Part of the core: {@code sigma} reads rules from files, {@code detect} holds records
 * against them.
 */
@NullMarked
package dev.weir.rule;

import org.jspecify.annotations.NullMarked;
