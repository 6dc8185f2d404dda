package dev.raydeck.sandbox.program;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The files a container has from mounted ConfigMaps: absolute path → text.
public record ContainerFiles(Map<String, String> texts) {
  public ContainerFiles {
    texts = new TreeMap<>(texts);
  }

  Optional<String> read(String path) {
    return Optional.ofNullable(texts.get(path));
  }

  /// The names in a directory, sorted; empty if there is no such directory.
  List<String> list(String directory) {
    String prefix = directory.endsWith("/") ? directory : directory + "/";
    return texts.keySet().stream()
        .filter(path -> path.startsWith(prefix))
        .map(path -> path.substring(prefix.length()))
        .map(rest -> rest.contains("/") ? rest.substring(0, rest.indexOf('/')) : rest)
        .distinct()
        .toList();
  }
}
