package dev.raydeck.cluster.ray;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.WireFormat;
import dev.raydeck.model.RayNode;
import dev.raydeck.raywire.autoscaler.AutoscalerStateServiceGrpc;
import dev.raydeck.raywire.autoscaler.ClusterResourceState;
import dev.raydeck.raywire.autoscaler.GetClusterStatusReply;
import dev.raydeck.raywire.autoscaler.GetClusterStatusRequest;
import dev.raydeck.raywire.autoscaler.NodeState;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// Reads answers to `GetClusterStatus` node by node: each message is a record before the next is
/// read. As one message, thirty thousand nodes would live together for as long as they are read,
/// which is too long for the young part of a heap.
///
/// One for each connection; reads one answer at a time.
final class StatusReader implements MethodDescriptor.Marshaller<StatusReader.Answer> {
  private static final int STATE = tag(GetClusterStatusReply.CLUSTER_RESOURCE_STATE_FIELD_NUMBER);
  private static final int NODE = tag(ClusterResourceState.NODE_STATES_FIELD_NUMBER);

  private volatile RayNodes last = RayNodes.first();

  /// `reply` is without its nodes.
  record Answer(GetClusterStatusReply reply, List<RayNode> nodes) {}

  private static int tag(int field) {
    return field << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
  }

  MethodDescriptor<GetClusterStatusRequest, Answer> method() {
    var method = AutoscalerStateServiceGrpc.getGetClusterStatusMethod();
    return method.toBuilder(method.getRequestMarshaller(), this).build();
  }

  @Override
  public InputStream stream(Answer value) {
    throw new UnsupportedOperationException("answers are only read");
  }

  @Override
  public Answer parse(InputStream stream) {
    try {
      return read(CodedInputStream.newInstance(stream));
    } catch (IOException e) {
      throw Status.INTERNAL
          .withDescription("what the GCS answered cannot be read: " + e.getMessage())
          .withCause(e)
          .asRuntimeException();
    }
  }

  private Answer read(CodedInputStream in) throws IOException {
    RayNodes nodes = last.next();
    UnknownFieldSet.Builder rest = UnknownFieldSet.newBuilder();
    UnknownFieldSet.Builder restOfState = UnknownFieldSet.newBuilder();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == STATE) {
        int end = in.pushLimit(in.readRawVarint32());
        readState(in, nodes, restOfState);
        in.popLimit(end);
      } else {
        keep(tag, in, rest);
      }
    }
    last = nodes;
    return new Answer(
        GetClusterStatusReply.parseFrom(rest.build().toByteString()).toBuilder()
            .setClusterResourceState(
                ClusterResourceState.parseFrom(restOfState.build().toByteString()))
            .build(),
        nodes.list());
  }

  private static void readState(CodedInputStream in, RayNodes nodes, UnknownFieldSet.Builder rest)
      throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == NODE) {
        nodes.add(in.readMessage(NodeState.parser(), ExtensionRegistryLite.getEmptyRegistry()));
      } else {
        keep(tag, in, rest);
      }
    }
  }

  private static void keep(int tag, CodedInputStream in, UnknownFieldSet.Builder rest)
      throws IOException {
    if (!rest.mergeFieldFrom(tag, in)) {
      throw new IOException("a group ends where none began");
    }
  }
}
