/// From the RayCluster's text to node shapes and limits, with every rounding rule of Ray's.
///
/// Problems are lints, never exceptions. Must not know what a decision is.
@NullMarked
package dev.raydeck.engine.shape;

import org.jspecify.annotations.NullMarked;
