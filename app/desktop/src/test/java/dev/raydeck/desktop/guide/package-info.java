/// The KubeRay autoscaling guide done by a real kubectl on the sandbox, laid beside a real
/// cluster's record.
///
/// Knows the sandbox only through its command line and its wire.
@NullMarked
package dev.raydeck.desktop.guide;

import org.jspecify.annotations.NullMarked;
