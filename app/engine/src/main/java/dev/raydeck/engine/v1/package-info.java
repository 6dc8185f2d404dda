/// Ray's first autoscaler, StandardAutoscaler, for clusters that still run it: where it differs
/// from the second stands in [dev.raydeck.engine.AutoscalerVersion].
///
/// It plans anew every turn and remembers nothing. Must not know how its plan is carried out.
@NullMarked
package dev.raydeck.engine.v1;

import org.jspecify.annotations.NullMarked;
