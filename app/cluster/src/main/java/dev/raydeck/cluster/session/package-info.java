/// One connected RayCluster: the loop that observes, decides, acts and publishes, and what a person
/// may do with it. This is what the window and the command line see of a live cluster. Must not
/// know JavaFX, the sandbox, or any fabric8 type.
@NullMarked
package dev.raydeck.cluster.session;

import org.jspecify.annotations.NullMarked;
