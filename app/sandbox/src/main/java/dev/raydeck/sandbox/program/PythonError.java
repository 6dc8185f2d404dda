package dev.raydeck.sandbox.program;

import java.util.ArrayList;
import java.util.List;

/// An exception a script would end with: where it arose, Ray's own frames below, and its last line.
final class PythonError extends Exception {
  private static final long serialVersionUID = 1L;
  private final transient Python.Call call;
  private final transient List<String> frames;

  PythonError(Python.Call call, List<String> frames, String message) {
    super(message);
    this.call = call;
    this.frames = frames;
  }

  /// What Python 3.11 prints: the script's line with the failing call underlined, then Ray's
  /// frames.
  List<String> traceback(String path, String source) {
    Python.Span span = call.span();
    boolean spansLines = span.line() != span.endLine();
    int line = spansLines ? span.endLine() : span.line();
    String text = source.lines().skip(line - 1L).findFirst().orElse("");
    int indent = text.length() - text.stripLeading().length();
    int from = spansLines ? methodColumn(text) : span.column();
    List<String> lines =
        new ArrayList<>(
            List.of(
                "Traceback (most recent call last):",
                "  File \"" + path + "\", line " + line + ", in <module>",
                "    " + text.strip()));
    boolean isWhole = from == indent && span.endColumn() == text.stripTrailing().length();
    if (!isWhole) {
      lines.add(
          " ".repeat(4 + Math.max(0, from - indent))
              + "^".repeat(Math.max(1, span.endColumn() - from)));
    }
    lines.addAll(frames);
    lines.add(getMessage());
    return lines;
  }

  /// A call over several lines is underlined from its method's name on.
  private int methodColumn(String text) {
    String method = call.function() instanceof Python.Attribute attribute ? attribute.name() : "";
    return Math.max(0, text.lastIndexOf(method));
  }
}
