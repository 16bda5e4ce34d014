/**
 * The IAM statements of {@code ec2/iam}, from which both forms of the stack are made: the blocks in
 * the CloudFormation templates are written and checked here; Terraform reads the files itself.
 */
@NullMarked
package dev.weir.deploy.iam;

import org.jspecify.annotations.NullMarked;
