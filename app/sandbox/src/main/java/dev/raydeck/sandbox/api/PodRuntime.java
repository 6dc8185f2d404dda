package dev.raydeck.sandbox.api;

import java.net.InetSocketAddress;

/// What runs inside the sandbox's Pods, asked by the exec, log and port-forward routes.
public interface PodRuntime {
  /// Runs a program in a container and returns its exit code. Blocks until the program ends.
  int exec(ExecRequest request) throws InterruptedException;

  /// What a container has printed; `previous` asks for the run before its last restart.
  LogSource logs(String namespace, String pod, String container, boolean previous)
      throws ApiException;

  /// The loopback address that plays this port of the Pod.
  InetSocketAddress dial(String namespace, String pod, int port) throws ApiException;
}
