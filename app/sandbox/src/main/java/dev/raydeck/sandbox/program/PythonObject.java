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

  /// A function with `@ray.remote`, and how many bytes it returns.
  record Function(String name, Map<String, @Nullable Object> options, long returnedBytes)
      implements PythonObject {}

  /// `.remote` of a function.
  record Submit(Function of) implements PythonObject {}

  /// What `bytes` of a number makes.
  record Bytes(long length) implements PythonObject {}

  /// What calling a remote function gives at once.
  record Ref() implements PythonObject {}

  /// `.remote` or `.options` of a class.
  record Method(ActorClass of, String name) implements PythonObject {}

  /// A handle from `ray.get_actor` or `.remote()`.
  record Handle(@Nullable String actor, String namespace) implements PythonObject {}
}
