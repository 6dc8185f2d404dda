/// A small world to try Raydeck in: a Kubernetes API on a loopback port with a KubeRay operator, a
/// kubelet and Ray heads behind it, all under one clock.
///
/// Must not know any other part of Raydeck but the wire messages of Ray: the one hook is
/// [SidecarFactory].
@NullMarked
package dev.raydeck.sandbox;

import org.jspecify.annotations.NullMarked;
