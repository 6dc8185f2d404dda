package dev.raydeck.sandbox.rayhead;

/// A living actor of that namespace has the name already.
public final class NameTakenException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String sentence;

  NameTakenException(String name) {
    super("name taken: " + name);
    sentence =
        "The name %s (namespace=None) is already taken. Please use a different name or get the existing actor using ray.get_actor('%s', namespace='None')"
            .formatted(name, name);
  }

  /// What Ray says.
  public String sentence() {
    return sentence;
  }
}
