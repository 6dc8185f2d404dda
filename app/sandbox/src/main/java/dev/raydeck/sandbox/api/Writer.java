package dev.raydeck.sandbox.api;

/// Who writes, as `managedFields` names it.
///
/// @param manager the client's `fieldManager`, or the first word of its user agent
/// @param applies by server-side apply, which declares fields rather than changing them
record Writer(String manager, boolean applies) {
  static Writer of(Exchange exchange, boolean applies) {
    String manager = exchange.query("fieldManager");
    if (!manager.isEmpty()) {
      return new Writer(manager, applies);
    }
    String agent = exchange.header("User-Agent");
    int end = agent.indexOf('/');
    String first = end < 0 ? agent : agent.substring(0, end);
    return new Writer(first.isEmpty() ? "unknown" : first, applies);
  }
}
