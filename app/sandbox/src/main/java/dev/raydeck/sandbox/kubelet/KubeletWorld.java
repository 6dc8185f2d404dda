package dev.raydeck.sandbox.kubelet;

import dev.raydeck.sandbox.SandboxClock;
import java.util.Optional;
import java.util.random.RandomGenerator;
import tools.jackson.databind.node.ObjectNode;

/// What a Pod's life may ask of the node it runs on.
interface KubeletWorld {
  SandboxClock clock();

  RandomGenerator random();

  Sidecars sidecars();

  /// The running head of a RayCluster.
  Optional<RayProcess> headOf(String namespace, String cluster);

  /// A head ended: its workers will miss it.
  void headLost(PodLife head);

  /// Writes a Pod's status; does nothing when the Pod is gone.
  void publish(PodLife life, ObjectNode status);

  /// The last process ended: takes the Pod out of the store.
  void gone(PodLife life);

  /// Runs a stage of a Pod that is still there.
  void guard(PodLife life, Runnable stage);

  PodEvents events(ObjectNode pod);
}
