package dev.raydeck.engine.verdicts;

import dev.raydeck.model.Gate;
import dev.raydeck.model.Reason;
import java.util.ArrayList;
import java.util.List;

/// Gates in the order they are asked: after the first that holds, the others are not reached.
final class Chain {
  private final List<Gate> gates = new ArrayList<>();
  private boolean isHeld;

  Chain ask(boolean passes, Reason reason) {
    if (isHeld) {
      gates.add(Gate.notReached(reason));
    } else if (passes) {
      gates.add(Gate.passes(reason));
    } else {
      gates.add(Gate.holds(reason));
      isHeld = true;
    }
    return this;
  }

  boolean isHeld() {
    return isHeld;
  }

  List<Gate> gates() {
    return gates;
  }
}
