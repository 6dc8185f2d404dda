package dev.raydeck.desktop.cli;

import dev.raydeck.desktop.RaydeckApp;
import dev.raydeck.desktop.WindowOptions;
import dev.raydeck.desktop.decide.DecideCommand;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `raydeck`: opens the window; its subcommands need none.
@Command(
    name = "raydeck",
    mixinStandardHelpOptions = true,
    version = "Raydeck 0.1.0",
    description = "Why a Ray cluster on Kubernetes is the size it is, and what happens next.",
    subcommands = {
      SandboxCommand.class,
      StatusCommand.class,
      DriveCommand.class,
      DecideCommand.class
    })
public final class RaydeckCommand implements Callable<Integer> {
  @Mixin private final ClusterOptions options = new ClusterOptions();

  @Option(names = "--sandbox", description = "open on the sandbox, whatever kubeconfig there is")
  private boolean sandbox;

  @Override
  public Integer call() {
    RaydeckApp.open(
        new WindowOptions(
            options.kubeconfig, options.context, options.namespace, options.cluster, sandbox));
    return 0;
  }
}
