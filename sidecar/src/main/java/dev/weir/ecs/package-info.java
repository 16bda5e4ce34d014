/**
 * The normal form of a document beside its native fields: fields of the Elastic Common Schema. Part
 * of the core: {@code parse} and {@code enrich} fill an {@link dev.weir.ecs.EcsFields}, which is
 * written as JSON once.
 */
@NullMarked
package dev.weir.ecs;

import org.jspecify.annotations.NullMarked;
