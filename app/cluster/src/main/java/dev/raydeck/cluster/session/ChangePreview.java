package dev.raydeck.cluster.session;

import dev.raydeck.cluster.kube.PatchOp;
import java.util.List;

/// A change laid out before it is sent: what is wrong with it, the patch, the lines of the CR
/// before and after, and what a server-side dry run said. `problems` empty and DryRun ACCEPTED: it
/// may be sent.
public record ChangePreview(
    OptionsChange change,
    List<FieldProblem> problems,
    List<PatchOp> patch,
    List<String> before,
    List<String> after,
    DryRun dryRun,
    String answer) {
  public ChangePreview {
    problems = List.copyOf(problems);
    patch = List.copyOf(patch);
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /// NOT_ASKED: there are problems, or nothing would change.
  public enum DryRun {
    NOT_ASKED,
    ACCEPTED,
    REFUSED,
    UNANSWERED
  }

  public boolean isSendable() {
    return problems.isEmpty() && dryRun == DryRun.ACCEPTED;
  }
}
