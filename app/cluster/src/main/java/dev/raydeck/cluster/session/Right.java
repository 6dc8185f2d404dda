package dev.raydeck.cluster.session;

/// What a session may be allowed to do, asked by SelfSubjectAccessReview.
public enum Right {
  CHANGE_CLUSTER,
  LAUNCH_ACTORS,
  READ_RAY,
  READ_LOGS,
  HOLD_LEASE
}
