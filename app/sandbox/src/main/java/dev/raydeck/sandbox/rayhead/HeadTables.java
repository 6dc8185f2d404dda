package dev.raydeck.sandbox.rayhead;

import dev.raydeck.raywire.autoscaler.GetClusterStatusReply;
import dev.raydeck.raywire.gcs.ActorTableData;
import dev.raydeck.raywire.gcs.GcsNodeInfo;
import java.util.List;

/// What Ray's command line asks the head for: the same messages the services send.
public final class HeadTables {
  private HeadTables() {}

  public static GetClusterStatusReply status(RayHead head) {
    return head.look(ClusterMessages::status);
  }

  public static List<ActorTableData> actors(RayHead head) {
    return head.look(
        seen -> seen.actors().stream().map(actor -> TableMessages.actor(actor, seen)).toList());
  }

  public static List<GcsNodeInfo> nodes(RayHead head) {
    return head.look(
        seen -> seen.nodes().stream().map(node -> TableMessages.node(node, seen)).toList());
  }

  public static List<ObjectReference> references(RayHead head) {
    return head.look(StateRows::references);
  }

  public static StoreUse storeUse(RayHead head) {
    return head.look(StoreUse::of);
  }

  public static String ipAddress(RayHead head) {
    return head.headNode().start.ipAddress();
  }

  public static String version(RayHead head) {
    return head.version();
  }
}
