/**
 * The seeded fault run behind {@code weir faults}. A {@link dev.weir.faults.FaultPlan} is drawn
 * from a seed, wave by wave; the {@link dev.weir.faults.Rig} is the pipeline with proxies between
 * its parts; each {@link dev.weir.faults.Fault} breaks one thing of it and mends it again; the
 * {@link dev.weir.faults.Audit} holds what OpenSearch has against what was made.
 */
@NullMarked
package dev.weir.faults;

import org.jspecify.annotations.NullMarked;
