package dev.raydeck.cluster.session;

import dev.raydeck.cluster.kube.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Every mutation this app made: when, through which context, on what, what exactly, and the
/// answer. One JSON object a line, readable by its owner only.
final class AuditLog {
  private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

  private final @Nullable Path file;
  private volatile String context;
  private final RayClusterRef ref;

  AuditLog(@Nullable Path file, ClusterAccess access, RayClusterRef ref) {
    this.file = file;
    this.context = access.context() == null ? "" : access.context();
    this.ref = ref;
  }

  /// The context's name once it is known; null was the kubeconfig's current one.
  void context(String name) {
    context = name;
  }

  synchronized void write(Instant at, String what, String body, String answer) {
    if (file == null) {
      return;
    }
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("at", at.toString());
    entry.put("context", context);
    entry.put("cluster", ref.toString());
    entry.put("what", what);
    entry.put("body", body);
    entry.put("answer", answer);
    try {
      if (!Files.exists(file)) {
        create(file);
      }
      Files.writeString(
          file, Json.text(entry) + "\n", StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    } catch (IOException e) {
      LOG.warn("The audit log {} was not written: {} {} {}", file, what, body, answer, e);
    }
  }

  private static void create(Path file) throws IOException {
    if (file.getParent() != null) {
      Files.createDirectories(file.getParent());
    }
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } else {
      Files.createFile(file);
    }
  }
}
