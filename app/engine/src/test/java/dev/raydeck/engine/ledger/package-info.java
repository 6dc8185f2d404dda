/// Tests of the instance table.
@NullMarked
package dev.raydeck.engine.ledger;

import org.jspecify.annotations.NullMarked;
