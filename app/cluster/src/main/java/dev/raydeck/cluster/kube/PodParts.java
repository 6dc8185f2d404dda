package dev.raydeck.cluster.kube;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Context;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/// What the client reads of a Pod: what [PodReader] and [PodStatusText] look at. The rest of it,
/// some hundred types of volumes, probes and affinities, would be made out at the start and thrown
/// away with each of thirty thousand Pods. Whole Pods are read without a type ([ObjectReader]), and
/// none is ever written.
final class PodParts {
  /// One for all clients: what it makes out of the types, it makes out once.
  static final KubernetesSerialization SERIALIZATION = serialization();

  private PodParts() {}

  /// A watch tells no type, so what comes by one is named here; to have the library look for all
  /// there are would load a thousand.
  private static KubernetesSerialization serialization() {
    var mapper =
        JsonMapper.builder()
            // The types are beans: nothing is made out of a constructor's parameters.
            .disable(MapperFeature.DETECT_PARAMETER_NAMES)
            .addMixIn(Pod.class, OfPod.class)
            .addMixIn(PodSpec.class, OfSpec.class)
            .addMixIn(PodStatus.class, OfStatus.class)
            .addMixIn(Container.class, OfContainer.class)
            .addMixIn(ContainerStatus.class, OfContainerStatus.class)
            .addMixIn(EnvVarSource.class, OfEnvVarSource.class)
            .addMixIn(Config.class, OfKubeconfig.class)
            .addMixIn(Cluster.class, OfKubeconfigPart.class)
            .addMixIn(Context.class, OfKubeconfigPart.class)
            .addMixIn(AuthInfo.class, OfKubeconfigPart.class)
            .build();
    KubernetesSerialization serialization = new KubernetesSerialization(mapper, false);
    serialization.registerKubernetesResource("v1", "Pod", Pod.class);
    serialization.registerKubernetesResource("v1", "Status", Status.class);
    return serialization;
  }

  interface OfPod {
    @JsonIgnoreProperties({"managedFields", "annotations", "ownerReferences"})
    ObjectMeta getMetadata();
  }

  @JsonIncludeProperties({"containers", "initContainers", "nodeName"})
  interface OfSpec {}

  @JsonIncludeProperties({
    "phase",
    "podIP",
    "reason",
    "message",
    "conditions",
    "containerStatuses",
    "initContainerStatuses"
  })
  interface OfStatus {}

  @JsonIncludeProperties({"name", "env", "restartPolicy"})
  interface OfContainer {}

  @JsonIncludeProperties({"name", "ready", "restartCount", "started", "state"})
  interface OfContainerStatus {}

  @JsonIncludeProperties("secretKeyRef")
  interface OfEnvVarSource {}

  @JsonIgnoreProperties({"extensions", "preferences"})
  interface OfKubeconfig {}

  @JsonIgnoreProperties("extensions")
  interface OfKubeconfigPart {}
}
