package dev.raydeck.desktop;

import java.util.List;

/// Lines as an autoscaler container writes them.
final class LogSamples {
  static final List<String> AUTOSCALER =
      List.of(
          "2026-11-24 11:08:17,975\tINFO run_autoscaler.py:65 -- The Ray head is ready. Starting the autoscaler.",
          "2026-11-24 11:08:30,060\tINFO node_provider.py:291 -- Refreshing K8s API client token and certs.",
          "2026-11-24 11:08:30,092\tINFO monitor.py:94 -- session_name: session_2026-11-24_11-08-14_435987_1",
          "2026-11-24 11:08:30,095\tINFO autoscaler.py:73 -- Using Autoscaling Config: ",
          "auth: {}",
          "available_node_types:",
          "  headgroup:",
          "    max_workers: 0",
          "  small-group:",
          "    max_workers: 10",
          "2026-11-24 11:08:30,135\tINFO cloud_provider.py:564 -- Listing pods for RayCluster raycluster-autoscaler in namespace default at pods resource version >= 552.",
          "2026-11-24 11:08:35,198\tINFO event_logger.py:77 -- Adding 1 node(s) of type small-group.",
          "2026-11-24 11:08:35,198\tINFO instance_manager.py:247 -- New instance QUEUED (id=fad9316e-eaf4-4c57-a5fd-d8ecbd11c528, type=small-group, cloud_instance_id=, ray_id=): queuing new instance of small-group from scheduler",
          "2026-11-24 11:08:35,198\tINFO instance_manager.py:263 -- Update instance QUEUED->REQUESTED (id=fad9316e-eaf4-4c57-a5fd-d8ecbd11c528, type=small-group, cloud_instance_id=, ray_id=): requested to launch small-group with request id db48185d",
          "2026-11-24 11:08:35,215\tINFO cloud_provider.py:564 -- Listing pods for RayCluster raycluster-autoscaler in namespace default at pods resource version >= 562.",
          "2026-11-24 11:08:41,410\tINFO instance_manager.py:263 -- Update instance ALLOCATED->RAY_RUNNING (id=fad9316e, type=small-group, cloud_instance_id=raycluster-autoscaler-small-group-worker-xzx56, ray_id=): ray node 17f2911e is IDLE",
          "2026-11-24 11:09:02,017\tWARNING autoscaler.py:73 -- AuthenticationError detected, restarting autoscaler: RPC error: WrongClusterID: Perhaps the client is accessing GCS after it was restarted.",
          "2026-11-24 11:09:05,017\tERROR monitor.py:201 -- Error in monitor loop",
          "Traceback (most recent call last):",
          "  File \"monitor.py\", line 210, in _run",
          "    gcs_request_time = self.update_load_metrics()",
          "2026-11-24 11:09:35,198\tINFO event_logger.py:97 -- Removing 1 nodes of type small-group (idle).",
          "2026-11-24 11:09:35,207\tINFO ray_stopper.py:118 -- Drained ray on 17f2911e6140dba00412074de06ce49c(success=True, msg=)");

  private LogSamples() {}
}
