/// Tests of what Ray reads from a RayCluster.
@NullMarked
package dev.raydeck.engine.shape;

import org.jspecify.annotations.NullMarked;
