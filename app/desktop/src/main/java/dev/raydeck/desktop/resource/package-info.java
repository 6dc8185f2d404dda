/// The Resource screen: an object as it stands at the API server, its YAML with who wrote what, its
/// conditions and events. Changes nothing.
@NullMarked
package dev.raydeck.desktop.resource;

import org.jspecify.annotations.NullMarked;
