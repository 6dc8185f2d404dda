package dev.raydeck.sandbox.program;

import dev.raydeck.sandbox.rayhead.ObjectReference;
import dev.raydeck.sandbox.rayhead.StoreUse;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What `ray memory` prints (ray: python/ray/_private/internal_api.py, memory_summary): references
/// by the address of their process, the smallest object first. All are references of drivers.
final class MemoryText {
  private static final String NONE = "0, (0.0 B)";
  private static final String SUMMARY = "%-19s  %-16s  %-12s  %-13s  %-19s  %-13s\n";
  private static final String ROW =
      "%-13s | %-8s | %-7s | %-9s | %-9s | %-8s | %-8s | %-14s | %s\n";

  private MemoryText() {}

  static String of(List<ObjectReference> references, StoreUse use, Instant now) {
    StringBuilder text =
        new StringBuilder()
            .append("======== Object references status: ")
            .append(PythonText.local(now))
            .append(" ========\n")
            .append("Grouping by node address...        Sorting by object size...        ")
            .append("Display all entries per group...\n\n\n");
    references.stream()
        .collect(
            Collectors.groupingBy(ObjectReference::ipAddress, TreeMap::new, Collectors.toList()))
        .forEach((address, own) -> text.append(group(address, own)));
    return text.append("To record callsite information for each ObjectRef created, ")
        .append("set env variable RAY_record_ref_creation_sites=1\n\n")
        .append("--- Aggregate object store stats across all nodes ---\n")
        .append(stats(use))
        .append("\n")
        .toString();
  }

  private static String group(String address, List<ObjectReference> own) {
    String bytes = size(own.stream().mapToLong(one -> Math.max(0, one.sizeBytes())).sum());
    StringBuilder text =
        new StringBuilder()
            .append("--- Summary for node address: " + address + " ---\n")
            .append(
                line(
                    SUMMARY,
                    "Mem Used by Objects",
                    "Local References",
                    "Pinned",
                    "Used by task",
                    "Captured in Objects",
                    "Actor Handles"))
            .append(line(SUMMARY, bytes, own.size() + ", (" + bytes + ")", NONE, NONE, NONE, NONE))
            .append("\n--- Object references for node address: " + address + " ---\n")
            .append(
                line(
                    ROW,
                    "IP Address",
                    "PID",
                    "Type",
                    "Call Site",
                    "Status",
                    "Attempt",
                    "Size",
                    "Reference Type",
                    "Object Ref"));
    own.stream()
        .sorted(Comparator.comparingLong(ObjectReference::sizeBytes))
        .forEach(one -> text.append("\n").append(row(one)).append("\n"));
    return text.toString();
  }

  private static String row(ObjectReference one) {
    return line(
        ROW,
        one.ipAddress(),
        Integer.toString(one.pid()),
        "Driver",
        "disabled",
        one.status(),
        "1",
        one.sizeBytes() < 0 ? "?" : size(one.sizeBytes()),
        "LOCAL_REFERENCE",
        one.objectId());
  }

  private static String line(String format, String... cells) {
    return format.formatted((Object[]) cells);
  }

  private static String size(long bytes) {
    return bytes + ".0 B";
  }

  /// Without copies of objects all that is used is needed.
  private static String stats(StoreUse use) {
    double percent = use.totalBytes() == 0 ? 0 : 100 * use.usedBytes() / use.totalBytes();
    return String.format(
        Locale.ROOT,
        "Plasma memory usage %d MiB, %d objects, %.1f%% full, %.1f%% needed\n",
        (long) (use.usedBytes() / (1 << 20)),
        use.objects(),
        percent,
        percent);
  }
}
