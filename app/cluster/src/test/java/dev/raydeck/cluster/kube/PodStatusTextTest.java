package dev.raydeck.cluster.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.model.RayPod;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodStatusTextTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # case | phase | deleting | status
          unscheduled | Pending | false | conditions: [{type: PodScheduled, status: 'False', message: no node}] | Pending
          first init container runs | Pending | false | initContainerStatuses: [{name: i, state: {running: {}}}] | Init:0/1
          init container waits for its image | Pending | false | initContainerStatuses: [{name: i, state: {waiting: {reason: ImagePullBackOff}}}] | Init:ImagePullBackOff
          init container crashed | Pending | false | initContainerStatuses: [{name: i, state: {terminated: {exitCode: 1, reason: Error}}}] | Init:Error
          init container was killed | Pending | false | initContainerStatuses: [{name: i, state: {terminated: {exitCode: 137, signal: 9}}}] | Init:Signal:9
          init is done | Pending | false | initContainerStatuses: [{name: i, state: {terminated: {exitCode: 0}}}], containerStatuses: [{name: c, state: {waiting: {reason: ContainerCreating}}}] | ContainerCreating
          between init and containers | Pending | false | initContainerStatuses: [{name: i, state: {terminated: {exitCode: 0}}}], containerStatuses: [{name: c, state: {waiting: {reason: PodInitializing}}}] | PodInitializing
          runs | Running | false | containerStatuses: [{name: c, ready: true, state: {running: {}}}] | Running
          crashes again and again | Running | false | containerStatuses: [{name: c, state: {waiting: {reason: CrashLoopBackOff}}}] | CrashLoopBackOff
          ended with an error | Running | false | containerStatuses: [{name: c, state: {terminated: {exitCode: 1, reason: Error}}}] | Error
          ended without a word | Running | false | containerStatuses: [{name: c, state: {terminated: {exitCode: 3}}}] | ExitCode:3
          out of memory | Running | false | containerStatuses: [{name: c, state: {terminated: {exitCode: 137, reason: OOMKilled}}}] | OOMKilled
          is evicted | Failed | false | reason: Evicted | Evicted
          terminates | Running | true | containerStatuses: [{name: c, ready: true, state: {running: {}}}] | Terminating
          is over while it terminates | Failed | true | containerStatuses: [{name: c, state: {terminated: {exitCode: 1, reason: Error}}}] | Error
          its node is gone | Running | true | reason: NodeLost | Unknown
          """)
  void printsWhatKubectlPrints(
      String name, String phase, boolean deleting, String status, String expected) {
    assertThat(PodStatusText.of(pod(phase, deleting, status))).isEqualTo(expected);
  }

  @Test
  void givesTheSchedulersWordsWhenNothingElseIsKnown() {
    RayPod pod =
        PodReader.read(
                pod(
                    "Pending",
                    false,
                    "conditions: [{type: PodScheduled, status: 'False', message: 0/1 nodes}]"))
            .orElseThrow();
    assertThat(pod.message()).isEqualTo("0/1 nodes");
  }

  @Test
  void keepsTheContainersInTheOrderOfTheSpec() {
    RayPod pod =
        PodReader.read(
                pod(
                    "Running",
                    false,
                    "containerStatuses: [{name: autoscaler, restartCount: 2, state: {running: {}}},"
                        + " {name: c, ready: true, state: {running: {}}}]"))
            .orElseThrow();
    assertThat(pod.containers())
        .containsExactly(
            new RayPod.Container("c", true, "running", null, 0),
            new RayPod.Container("autoscaler", false, "running", null, 2));
  }

  private static Pod pod(String phase, boolean deleting, String status) {
    return Serialization.unmarshal(
        """
        apiVersion: v1
        kind: Pod
        metadata:
          name: p
          labels: {ray.io/node-type: worker, ray.io/group: g}
          %s
        spec: {initContainers: [{name: i}], containers: [{name: c}, {name: autoscaler}]}
        status: {phase: %s, %s}
        """
            .formatted(deleting ? "deletionTimestamp: '2026-11-24T12:00:00Z'" : "", phase, status),
        Pod.class);
  }
}
