package dev.raydeck.cluster.session;

import dev.raydeck.model.Mode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How a session runs. `interval` is the time between decisions, by `clock`.
///
/// `driveIsSidecar`: this session stands in for a head Pod's autoscaler container, so it acts
/// although `enableInTreeAutoscaling` is true, and needs no Lease. `log` is given the autoscaler's
/// log lines in Ray's words, without time and level; `auditLog` is the file every mutation is
/// written to, null for none.
public record SessionSettings(
    Mode mode,
    Duration interval,
    InstantSource clock,
    boolean driveIsSidecar,
    Consumer<String> log,
    @Nullable Path auditLog) {
  /// Ray's own period.
  public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(5);

  public static SessionSettings observing(InstantSource clock) {
    return new SessionSettings(Mode.OBSERVE, DEFAULT_INTERVAL, clock, false, line -> {}, null);
  }

  public SessionSettings withMode(Mode wanted) {
    return new SessionSettings(wanted, interval, clock, driveIsSidecar, log, auditLog);
  }

  public SessionSettings withAuditLog(@Nullable Path file) {
    return new SessionSettings(mode, interval, clock, driveIsSidecar, log, file);
  }
}
