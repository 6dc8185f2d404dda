package dev.raydeck.cluster.session;

import dev.raydeck.cluster.kube.KubeApi;
import dev.raydeck.cluster.kube.KubeFailure;
import dev.raydeck.cluster.kube.LeaseKeeper;
import dev.raydeck.model.RayCluster;
import dev.raydeck.model.RayPod;
import dev.raydeck.model.Trouble;
import dev.raydeck.model.Trouble.Cause;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where this session stands: what its user may do, who holds the Lease, and what speaks against
/// driving.
///
/// All methods belong to the session's thread, but [#rights].
final class Standing {
  private static final Logger LOG = LoggerFactory.getLogger(Standing.class);
  private static final long EVERY_NANOS = Duration.ofSeconds(60).toNanos();

  private final RayClusterRef ref;
  private final Inbox inbox;
  private final Errands errands;
  private final AuditLog audit;
  private final InstantSource clock;
  private final Supplier<String> identity;
  private final boolean isSidecar;

  private volatile Map<Right, Boolean> rights = Map.of();
  private @Nullable String holder;
  private @Nullable KubeApi asked;
  private long askedNanos;

  Standing(
      RayClusterRef ref,
      Inbox inbox,
      Errands errands,
      AuditLog audit,
      InstantSource clock,
      Supplier<String> identity,
      boolean isSidecar) {
    this.ref = ref;
    this.inbox = inbox;
    this.errands = errands;
    this.audit = audit;
    this.clock = clock;
    this.identity = identity;
    this.isSidecar = isSidecar;
  }

  Map<Right, Boolean> rights() {
    return rights;
  }

  String identity() {
    return identity.get();
  }

  @Nullable String holder() {
    return holder;
  }

  void holder(@Nullable String found) {
    holder = found;
  }

  /// Once a tick; asks when the first data of a connection are there, which come first, and once a
  /// minute. Never blocks.
  void tend(KubeSide kube, long nanos) {
    KubeApi api = kube.isSettled(nanos) ? kube.api() : null;
    if (api == null || (api.equals(asked) && nanos - askedNanos < EVERY_NANOS)) {
      return;
    }
    asked = api;
    askedNanos = nanos;
    audit.context(api.context());
    inbox.ask(
        "raydeck-rights",
        () -> errands.rights(api),
        found -> rights = Map.copyOf(found),
        thrown -> LOG.debug("Rights were not answered for {}", ref, thrown));
    if (!isSidecar) {
      inbox.ask(
          "raydeck-lease",
          () -> keeper(api).holder(clock.instant()),
          this::holder,
          thrown -> LOG.debug("The Lease of {} is not readable", ref, thrown));
    }
  }

  /// Says that Ray's own autoscaler drives; null if it does not. KubeRay leaves a head Pod as it
  /// was made when the flag changes.
  static @Nullable Trouble inTree(RayCluster cluster, Optional<RayPod> head) {
    if (cluster.enableInTreeAutoscaling()) {
      return Trouble.of(Cause.IN_TREE);
    }
    return AutoscalerHealth.container(head).isPresent() ? Trouble.of(Cause.IN_TREE_LEFT) : null;
  }

  /// Why this session must not drive; null if nothing speaks against it.
  @Nullable Trouble refusal(KubeSide kube) {
    RayCluster cluster = kube.cluster();
    if (cluster == null || !kube.isGood()) {
      return Trouble.of(Cause.SERVER_SILENT);
    }
    if (isSidecar) {
      return null;
    }
    Trouble inTree = inTree(cluster, kube.head());
    if (inTree != null) {
      return inTree;
    }
    if (Boolean.FALSE.equals(rights.get(Right.CHANGE_CLUSTER))) {
      return Trouble.of(Cause.MAY_NOT_CHANGE, ref.namespace());
    }
    if (Boolean.FALSE.equals(rights.get(Right.HOLD_LEASE))) {
      return Trouble.of(Cause.MAY_NOT_LEASE, ref.namespace());
    }
    return null;
  }

  /// Null for a sidecar: its head Pod has only one.
  @Nullable LeaseKeeper lease(KubeApi api) {
    return isSidecar ? null : keeper(api);
  }

  /// Takes the Lease; `otherwise` is given why not.
  void take(KubeApi api, Runnable then, Consumer<Trouble> otherwise) {
    LeaseKeeper lease = lease(api);
    if (lease == null) {
      then.run();
      return;
    }
    inbox.ask(
        "raydeck-lease",
        () -> lease.take(clock.instant()),
        found -> {
          holder = found;
          if (found.equals(identity())) {
            then.run();
          } else {
            otherwise.accept(Trouble.of(Cause.ANOTHER_DRIVES, found));
          }
        },
        thrown ->
            otherwise.accept(
                thrown instanceof KubeFailure e
                    ? KubeTrouble.troubleOf(e)
                    : Trouble.other(thrown.toString())));
  }

  /// Renews the Lease of a driver that stands still, so that nobody takes its place unasked;
  /// `lostTo` is given who has it where another has.
  void renew(KubeApi api, Consumer<String> lostTo) {
    LeaseKeeper lease = lease(api);
    if (lease != null) {
      inbox.ask(
          "raydeck-lease",
          () -> lease.take(clock.instant()),
          found -> {
            holder = found;
            if (!found.equals(identity())) {
              lostTo.accept(found);
            }
          },
          thrown -> LOG.info("The Lease of {} was not renewed", ref, thrown));
    }
  }

  void release(@Nullable KubeApi api) {
    if (api != null && holder != null && identity().equals(holder)) {
      holder = null;
      inbox.ask("raydeck-lease", () -> releaseNow(api), released -> {}, thrown -> {});
    }
  }

  /// Blocking, for the end of a session.
  boolean releaseNow(@Nullable KubeApi api) {
    LeaseKeeper lease = api == null ? null : lease(api);
    if (lease == null) {
      return false;
    }
    try {
      lease.release();
      return true;
    } catch (KubeFailure e) {
      LOG.warn("The Lease of {} was not released; it runs out by itself", ref, e);
      return false;
    }
  }

  private LeaseKeeper keeper(KubeApi api) {
    return api.lease(ref.namespace(), "raydeck-" + ref.name(), identity());
  }
}
