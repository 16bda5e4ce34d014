/**
 * Tests of the CloudFormation templates. {@link dev.weir.deploy.stack.Template} reads one and works
 * out what it makes with given parameters.
 */
@NullMarked
package dev.weir.deploy.stack;

import org.jspecify.annotations.NullMarked;
