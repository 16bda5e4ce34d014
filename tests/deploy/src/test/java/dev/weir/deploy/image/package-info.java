/** Tests of the image: Packer's templates, and the scripts that run in the image and beside it. */
@NullMarked
package dev.weir.deploy.image;

import org.jspecify.annotations.NullMarked;
