/// What can be run in the head's Ray container: the samples' scripts, `ray status`, `ray list` and
/// a few shell words.
///
/// Must not know Kubernetes: files and names come in with the call. What it cannot run it refuses
/// in one sentence.
@NullMarked
package dev.raydeck.sandbox.program;

import org.jspecify.annotations.NullMarked;
