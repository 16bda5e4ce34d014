/**
 * An S3 and an SQS server together in a process of their own. They share no class path with their
 * users: {@code dev.weir.lab} starts them and talks to them over HTTP.
 */
@NullMarked
package dev.weir.lab.aws;

import org.jspecify.annotations.NullMarked;
