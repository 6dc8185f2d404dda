package dev.raydeck.model;

import java.util.List;

/// What is wrong with a part of a connection, or speaks against driving, as facts, for each view to
/// word in its language.
///
/// `about` are the names and numbers the cause speaks of, in the order said at the cause.
public record Trouble(Cause cause, List<String> about) {
  public enum Cause {
    /// It answers, after these milliseconds.
    SLOW,
    /// The API server does not answer.
    SERVER_SILENT,
    /// The API server answers, its watch does not.
    WATCH_SILENT,
    CONNECTION_REFUSED,
    /// No such host: its name.
    UNKNOWN_HOST,
    /// 401: the token or certificate is not accepted.
    UNAUTHORIZED,
    /// The API knows no RayClusters.
    NO_KUBERAY,
    /// There is no such RayCluster: its name and namespace.
    NO_RAYCLUSTER,
    /// It is reached through the API server, which is away.
    SERVER_AWAY,
    NO_HEAD_POD,
    /// The head Pod does not run: its name and status.
    HEAD_POD,
    /// No answer within its time.
    LATE,
    /// The head Pod has no autoscaler container.
    NO_CONTAINER,
    /// `enableInTreeAutoscaling` is off.
    AUTOSCALING_OFF,
    /// The container runs and is not ready.
    NOT_READY,
    /// The container does not run: the reason, and how often it was restarted.
    CONTAINER,
    /// The head's dashboard does not answer: what the network says.
    DASHBOARD_SILENT,
    /// The head's Ray is too old to have a state API.
    NO_STATE_API,
    /// `enableInTreeAutoscaling` is on: Ray's own autoscaler drives.
    IN_TREE,
    /// The flag is off, but the head Pod has its autoscaler container still.
    IN_TREE_LEFT,
    /// The user may not change RayClusters: in this namespace.
    MAY_NOT_CHANGE,
    /// The user may not hold a Lease: in this namespace.
    MAY_NOT_LEASE,
    /// Another holds the Lease: who.
    ANOTHER_DRIVES,
    /// A turn broke: what was thrown.
    BUG,
    /// Whoever refused said so in words of its own: those.
    OTHER
  }

  public Trouble {
    about = List.copyOf(about);
  }

  public static Trouble of(Cause cause, String... about) {
    return new Trouble(cause, List.of(about));
  }

  /// What whoever refused said; empty where the cause says all.
  public String quoted() {
    return cause == Cause.OTHER ? about.getFirst() : "";
  }

  /// In nobody's words but those of whoever refused.
  public static Trouble other(String words) {
    return of(Cause.OTHER, words);
  }
}
