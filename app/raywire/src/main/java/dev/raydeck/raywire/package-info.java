/// Ray's gRPC messages, generated from our own `.proto` files into the packages below this one.
///
/// Only the messages and fields in use, with Ray's names and numbers. Knows nothing else.
@NullMarked
package dev.raydeck.raywire;

import org.jspecify.annotations.NullMarked;
