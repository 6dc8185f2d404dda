package dev.raydeck.cluster.kube;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/// The Lease that makes one driver of many. Taken and renewed by the loop itself, right before it
/// acts, so there is no moment in which it acts without knowing.
public final class LeaseKeeper {
  private final KubernetesClient client;
  private final String namespace;
  private final String name;
  private final String identity;

  LeaseKeeper(KubernetesClient client, String namespace, String name, String identity) {
    this.client = client;
    this.namespace = namespace;
    this.name = name;
    this.identity = identity;
  }

  /// How long it holds without renewal.
  public static Duration duration() {
    return LeaseTerms.DURATION;
  }

  /// Takes or renews. Gives the holder afterwards: us, or whose it is. Losing a race is another's
  /// win.
  public String take(Instant now) throws KubeFailure {
    return KubeApi.asking(() -> {
      Lease found = resource().get();
      if (found == null) {
        return holder(client.leases().inNamespace(namespace).resource(fresh(now)).create());
      }
      LeaseTerms terms = terms(found);
      if (!terms.isFor(identity, now)) {
        return String.valueOf(terms.holder());
      }
      Lease renewed = renewed(found, terms, now);
      return holder(
          client
              .leases()
              .inNamespace(namespace)
              .resource(renewed)
              .lockResourceVersion(found.getMetadata().getResourceVersion())
              .update());
    });
  }

  /// Who holds it, null if nobody.
  public @Nullable String holder(Instant now) throws KubeFailure {
    return KubeApi.asking(() -> {
      Lease found = resource().get();
      if (found == null) {
        return null;
      }
      LeaseTerms terms = terms(found);
      boolean isOver = terms.isFor(identity, now) && !terms.isHeldBy(identity);
      return isOver ? null : terms.holder();
    });
  }

  /// Lets go, if it is ours.
  public void release() throws KubeFailure {
    KubeApi.asking(() -> {
      Lease found = resource().get();
      if (found != null && terms(found).isHeldBy(identity)) {
        Lease free = new LeaseBuilder(found).editSpec().withHolderIdentity("").endSpec().build();
        client
            .leases()
            .inNamespace(namespace)
            .resource(free)
            .lockResourceVersion(found.getMetadata().getResourceVersion())
            .update();
      }
      return null;
    });
  }

  private Resource<Lease> resource() {
    return client.leases().inNamespace(namespace).withName(name);
  }

  private Lease fresh(Instant now) {
    return new LeaseBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(namespace)
        .endMetadata()
        .withNewSpec()
        .withHolderIdentity(identity)
        .withLeaseDurationSeconds((int) LeaseTerms.DURATION.toSeconds())
        .withAcquireTime(utc(now))
        .withRenewTime(utc(now))
        .withLeaseTransitions(0)
        .endSpec()
        .build();
  }

  private Lease renewed(Lease found, LeaseTerms terms, Instant now) {
    var spec = new LeaseBuilder(found).editOrNewSpec();
    if (!terms.isHeldBy(identity)) {
      Integer before = found.getSpec() == null ? null : found.getSpec().getLeaseTransitions();
      spec.withAcquireTime(utc(now)).withLeaseTransitions(before == null ? 1 : before + 1);
    }
    return spec.withHolderIdentity(identity)
        .withLeaseDurationSeconds((int) LeaseTerms.DURATION.toSeconds())
        .withRenewTime(utc(now))
        .endSpec()
        .build();
  }

  private static String holder(Lease lease) {
    return String.valueOf(terms(lease).holder());
  }

  private static LeaseTerms terms(Lease lease) {
    var spec = lease.getSpec();
    if (spec == null) {
      return new LeaseTerms(null, null, null);
    }
    Instant renewed = spec.getRenewTime() == null ? null : spec.getRenewTime().toInstant();
    return new LeaseTerms(spec.getHolderIdentity(), renewed, spec.getLeaseDurationSeconds());
  }

  private static ZonedDateTime utc(Instant instant) {
    return instant.atZone(ZoneOffset.UTC);
  }
}
