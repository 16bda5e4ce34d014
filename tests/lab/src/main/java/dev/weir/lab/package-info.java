/**
 * An AWS on loopback from real servers: OpenSearch, S3 and SQS in two processes of their own, so
 * that their class paths never meet that of the tests. {@link dev.weir.lab.Lab} is the door.
 */
@NullMarked
package dev.weir.lab;

import org.jspecify.annotations.NullMarked;
