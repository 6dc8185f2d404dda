package dev.raydeck.engine.text;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A resource renamed because a placement group holds it: `CPU_group_<id>` or, for one bundle,
/// `CPU_group_0_<id>`.
record GroupResource(String base, boolean isIndexed) {
  private static final Pattern INDEXED = Pattern.compile("(.+)_group_(\\d+)_([0-9a-zA-Z]+)");
  private static final Pattern WILDCARD = Pattern.compile("(.+)_group_([0-9a-zA-Z]+)");

  static Optional<GroupResource> parse(String name) {
    Matcher indexed = INDEXED.matcher(name);
    if (indexed.matches()) {
      return Optional.of(new GroupResource(indexed.group(1), true));
    }
    Matcher wildcard = WILDCARD.matcher(name);
    return wildcard.matches()
        ? Optional.of(new GroupResource(wildcard.group(1), false))
        : Optional.empty();
  }
}
