package dev.raydeck.sandbox.rayhead;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Ray's GCS services for one head, on a free loopback port. Closing it is what clients see of a
/// head that dies.
public final class GcsServer implements AutoCloseable {
  private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
  private final Server server;

  private GcsServer(RayHead head) throws IOException {
    server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .executor(calls)
            .intercept(new ClusterIdGuard(head.clusterId()))
            .addService(new AutoscalerStateEndpoint(head))
            .addService(new ActorInfoEndpoint(head))
            .addService(new NodeInfoEndpoint(head))
            .addService(new SmallEndpoints.Jobs(head))
            .addService(new SmallEndpoints.PlacementGroups())
            .addService(new SmallEndpoints.KeyValues())
            .build()
            .start();
  }

  public static GcsServer start(RayHead head) {
    try {
      return new GcsServer(head);
    } catch (IOException e) {
      throw new UncheckedIOException("no loopback port for a Ray head", e);
    }
  }

  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort());
  }

  @Override
  public void close() {
    server.shutdownNow();
    calls.shutdownNow();
  }
}
