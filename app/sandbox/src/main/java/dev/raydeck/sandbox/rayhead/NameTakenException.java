package dev.raydeck.sandbox.rayhead;

/// A living actor of that namespace has the name already.
public final class NameTakenException extends Exception {
  private static final long serialVersionUID = 1L;

  NameTakenException(String name) {
    super(
        "The name "
            + name
            + " (namespace=None) is already taken. Please use a different name or get the existing actor using"
            + " ray.get_actor('"
            + name
            + "', namespace='None')");
  }
}
