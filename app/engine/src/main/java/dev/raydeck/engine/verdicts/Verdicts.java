package dev.raydeck.engine.verdicts;

import dev.raydeck.engine.NodeTypes;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.Lint;
import dev.raydeck.model.Reason;
import dev.raydeck.model.Verdict;
import dev.raydeck.model.Verdict.Outcome;
import dev.raydeck.model.WorkerGroup;
import java.util.ArrayList;
import java.util.List;

/// All verdicts of one turn: nodes, groups, demands, gangs, the constraint.
public final class Verdicts {
  private Verdicts() {}

  public static List<Verdict> of(Evidence evidence) {
    List<Verdict> verdicts = new ArrayList<>();
    verdicts.addAll(new NodeVerdicts(evidence).all());
    verdicts.addAll(new GroupVerdicts(evidence).all());
    verdicts.addAll(new DemandVerdicts(evidence).all());
    return verdicts;
  }

  /// Why nothing is decided at all: no word from Ray yet, or a RayCluster Ray cannot read.
  public static List<Verdict> withoutDecision(
      ClusterSnapshot snapshot, NodeTypes types, List<Lint> lints) {
    List<Verdict> verdicts = new ArrayList<>();
    boolean isReadable = lints.stream().noneMatch(lint -> lint.severity() == Lint.Severity.ERROR);
    for (WorkerGroup group : snapshot.cluster().groups()) {
      Chain chain = new Chain();
      chain.ask(isReadable, GroupVerdicts.effective(group, types, lints));
      boolean isSuspended = snapshot.cluster().isSuspended() || group.isSuspended();
      chain.ask(!isSuspended, new Reason.NotSuspended(isSuspended));
      chain.ask(snapshot.ray() != null, new Reason.HeadRunning(snapshot.ray() != null));
      verdicts.add(
          new Verdict(new Verdict.Subject.Group(group.name()), Outcome.HOLD_SIZE, chain.gates()));
    }
    return verdicts;
  }
}
