package dev.raydeck.model;

/// The life of one instance in the autoscaler's own table (ray:
/// autoscaler/v2/instance_manager/common.py). Legal transitions live in the engine.
public enum InstanceStatus {
  UNKNOWN,
  QUEUED,
  REQUESTED,
  ALLOCATED,
  RAY_INSTALLING,
  RAY_RUNNING,
  RAY_STOP_REQUESTED,
  RAY_STOPPING,
  RAY_STOPPED,
  TERMINATING,
  TERMINATED,
  ALLOCATION_FAILED,
  RAY_INSTALL_FAILED,
  TERMINATION_FAILED,
  ALLOCATION_TIMEOUT
}
