@NullMarked
package dev.raydeck.sandbox.kubelet;

import org.jspecify.annotations.NullMarked;
