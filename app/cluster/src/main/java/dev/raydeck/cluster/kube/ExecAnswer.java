package dev.raydeck.cluster.kube;

/// How a command in a container ended: its exit code and what it wrote, cut at 1 MiB each.
public record ExecAnswer(int exitCode, String output, String error) {}
