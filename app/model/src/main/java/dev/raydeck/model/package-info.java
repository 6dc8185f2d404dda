/// What is known about one RayCluster, what was decided for it, and why: records only.
///
/// Must not know anything but the JDK: no clock, no I/O, no Kubernetes, no JavaFX.
@NullMarked
package dev.raydeck.model;

import org.jspecify.annotations.NullMarked;
