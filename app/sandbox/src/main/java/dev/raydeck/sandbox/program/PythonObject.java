package dev.raydeck.sandbox.program;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a script's names can stand for besides plain values.
sealed interface PythonObject {
  /// A module, or something in one: `ray`, `ray.init`, `print`.
  record Member(String path) implements PythonObject {}

  /// A class; only with `@ray.remote` can actors be made of it.
  record ActorClass(String name, Map<String, @Nullable Object> options, boolean isRemote)
      implements PythonObject {}

  /// `.remote` or `.options` of a class.
  record Method(ActorClass of, String name) implements PythonObject {}

  /// A handle from `ray.get_actor` or `.remote()`.
  record Handle(@Nullable String actor, String namespace) implements PythonObject {}
}
