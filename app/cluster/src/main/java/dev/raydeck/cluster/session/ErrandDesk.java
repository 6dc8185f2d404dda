package dev.raydeck.cluster.session;

import dev.raydeck.cluster.kube.KubeApi;
import dev.raydeck.cluster.ray.GcsClient;
import dev.raydeck.model.RayPod;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Takes errands from any thread and has each done on a thread of its own, with what the session
/// can reach at that moment. After the end of the session nothing can be reached, and an errand
/// says so.
final class ErrandDesk {
  private final Inbox inbox;
  private final KubeSide kube;
  private final HeadSide head;
  private final Runnable changed;
  private volatile boolean isClosed;

  ErrandDesk(Inbox inbox, KubeSide kube, HeadSide head, Runnable changed) {
    this.inbox = inbox;
    this.kube = kube;
    this.head = head;
    this.changed = changed;
  }

  record Reach(@Nullable KubeApi api, @Nullable GcsClient gcs, @Nullable RayPod head) {}

  <T extends @Nullable Object> CompletableFuture<T> take(Function<Reach, T> work) {
    CompletableFuture<T> future = new CompletableFuture<>();
    inbox.post(() ->
        inbox.ask(
            "raydeck-errand",
            done(future, work, reach()),
            done -> {
              head.poll();
              changed.run();
            },
            future::completeExceptionally));
    if (isClosed) {
      future.complete(work.apply(new Reach(null, null, null)));
    }
    return future;
  }

  void close() {
    isClosed = true;
  }

  private static <T extends @Nullable Object> Callable<Boolean> done(
      CompletableFuture<T> future, Function<Reach, T> work, Reach reach) {
    return () -> future.complete(work.apply(reach));
  }

  private Reach reach() {
    return new Reach(kube.api(), head.gcs(), kube.head().orElse(null));
  }
}
