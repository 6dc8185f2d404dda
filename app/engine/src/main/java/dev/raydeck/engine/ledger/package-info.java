/// The autoscaler's table of instances: what it sees, how rows move, what it asks for (ray:
/// v2/instance_manager).
///
/// A turn reads an immutable ledger into an [InstanceTable], changes that, and writes a new ledger.
/// Must not know how commands are sent, nor the time: a snapshot carries it.
@NullMarked
package dev.raydeck.engine.ledger;

import org.jspecify.annotations.NullMarked;
