package dev.raydeck.desktop.demands;

import dev.raydeck.desktop.words.Figures;
import dev.raydeck.desktop.words.Words;
import dev.raydeck.model.ResourceBundle;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a cell of the matrix says: a verdict, its figures below it, an icon and an ink.
final class CellWords {
  private final Words words;

  CellWords(Words words) {
    this.words = words;
  }

  static String icon(MatrixModel.Cell.Kind kind) {
    return switch (kind) {
      case CHOSEN -> "mdi2c-check-bold";
      case RUNS, FITS, SCORED_LOWER, KEPT_FOR_GPU -> "mdi2c-check";
      case PINS -> "mdi2p-pin-outline";
      case AT_MAXIMUM -> "mdi2a-arrow-collapse-up";
      case LAUNCH_RATE -> "mdi2s-speedometer-slow";
      case TOO_BIG -> "mdi2a-arrow-expand-horizontal";
      case NOT_OFFERED, LABELS_DIFFER, UNKNOWN -> "mdi2m-minus";
    };
  }

  static String ink(MatrixModel.Cell cell) {
    return switch (cell.kind()) {
      case CHOSEN -> "ink-pass";
      case RUNS, FITS, SCORED_LOWER, KEPT_FOR_GPU -> "ink-t2";
      case PINS -> "ink-accent";
      case AT_MAXIMUM, LAUNCH_RATE -> "ink-pending";
      case TOO_BIG -> "ink-failed";
      case NOT_OFFERED, LABELS_DIFFER, UNKNOWN -> "ink-t3";
    };
  }

  String verdict(MatrixModel.Cell cell, ResourceBundle asked) {
    return switch (cell.kind()) {
      case CHOSEN -> words.plain("verdict.coming", cell.number());
      case RUNS -> words.plain("verdict.runs");
      case FITS -> words.plain("verdict.fits");
      case SCORED_LOWER -> words.plain("verdict.scored");
      case KEPT_FOR_GPU -> words.plain("verdict.kept");
      case PINS -> words.plain("verdict.pins", cell.number());
      case AT_MAXIMUM -> words.plain("verdict.atMax");
      case LAUNCH_RATE -> words.plain("verdict.rate", cell.number());
      case TOO_BIG ->
          MatrixModel.worst(cell, asked)
              .map(worst ->
                  words.plain(
                      "verdict.short",
                      Figures.amount(worst.getKey(), worst.getValue()),
                      worst.getKey()))
              .orElse("");
      case NOT_OFFERED ->
          words.plain("verdict.none", cell.missing().amounts().keySet().iterator().next());
      case LABELS_DIFFER -> words.plain("verdict.labels");
      case UNKNOWN -> words.plain("value.unknown");
    };
  }

  /// The figures behind the verdict; empty where there are none.
  String reason(MatrixModel.Cell cell, ResourceBundle asked) {
    return switch (cell.kind()) {
      case AT_MAXIMUM -> words.plain("verdict.atMaxWhy", cell.number(), cell.limit());
      case LAUNCH_RATE -> words.plain("verdict.rateWhy", cell.limit());
      case KEPT_FOR_GPU -> words.plain("verdict.keptWhy");
      case TOO_BIG -> tooBig(cell, asked);
      default -> "";
    };
  }

  /// `nearest: 1.5 TiB of 2 TiB`, and what else is short.
  private String tooBig(MatrixModel.Cell cell, ResourceBundle asked) {
    Optional<Map.Entry<String, Double>> worst = MatrixModel.worst(cell, asked);
    if (worst.isEmpty()) {
      return "";
    }
    String name = worst.get().getKey();
    String others =
        cell.missing().amounts().entrySet().stream()
            .filter(entry -> !entry.getKey().equals(name))
            .map(entry -> Figures.amount(entry.getKey(), entry.getValue()) + " " + entry.getKey())
            .collect(Collectors.joining(", "));
    if (!others.isEmpty()) {
      return words.plain("verdict.and", others);
    }
    double whole = asked.amount(name);
    String has = Figures.amount(name, whole - worst.get().getValue());
    String of = words.plain("value.of", has, Figures.amount(name, whole));
    return cell.isNearest() ? words.plain("verdict.nearest", of) : of;
  }
}
