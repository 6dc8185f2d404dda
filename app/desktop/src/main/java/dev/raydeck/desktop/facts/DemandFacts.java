package dev.raydeck.desktop.facts;

import dev.raydeck.model.GangDemand;
import dev.raydeck.model.Gate;
import dev.raydeck.model.RayActor;
import dev.raydeck.model.RayState;
import dev.raydeck.model.Reason;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.ResourceDemand;
import dev.raydeck.model.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One shape that is asked for, how often, by whom, and its fate.
///
/// `shapes` has one bundle for tasks and actors, all bundles of a gang, all of the constraint.
/// `verdict` is null until the engine decided. `actors` are the waiting actors that ask for exactly
/// this.
public record DemandFacts(
    Verdict.Subject subject,
    Source source,
    List<ResourceDemand> shapes,
    int count,
    @Nullable Verdict verdict,
    List<RayActor> actors,
    String strategy) {

  /// Who asks.
  public enum Source {
    TASKS_AND_ACTORS,
    GANG,
    CONSTRAINT
  }

  /// Infeasible ones first.
  public enum Section {
    INFEASIBLE,
    WAITING,
    COVERED,
    SERVED,
    CONSTRAINT,
    UNDECIDED
  }

  public DemandFacts {
    shapes = List.copyOf(shapes);
    actors = List.copyOf(actors);
  }

  /// All of one reading, section by section, with the verdicts on them.
  static List<DemandFacts> all(RayIndex ray, VerdictIndex verdicts) {
    RayState state = ray.ray();
    if (state == null) {
      return List.of();
    }
    List<DemandFacts> all = new ArrayList<>();
    for (ResourceDemand demand : state.demands()) {
      Verdict verdict = verdicts.of(new Verdict.Subject.Demand(demand));
      all.add(tasks(demand, verdict, ray.waitingFor(demand.bundle())));
    }
    for (GangDemand gang : state.gangs()) {
      all.add(gang(gang, verdicts.of(new Verdict.Subject.Gang(gang))));
    }
    List<ResourceDemand> constraint = state.constraint();
    if (constraint != null && !constraint.isEmpty()) {
      Verdict verdict = verdicts.of(new Verdict.Subject.Constraint(constraint));
      all.add(constraint(constraint, verdict));
    }
    all.sort(Comparator.comparing(DemandFacts::section));
    return List.copyOf(all);
  }

  /// `waiting` are the waiting actors that ask for exactly this.
  static DemandFacts tasks(
      ResourceDemand demand, @Nullable Verdict verdict, List<RayActor> waiting) {
    return new DemandFacts(
        new Verdict.Subject.Demand(demand),
        Source.TASKS_AND_ACTORS,
        List.of(demand),
        demand.count(),
        verdict,
        waiting,
        "");
  }

  static DemandFacts gang(GangDemand gang, @Nullable Verdict verdict) {
    List<ResourceDemand> shapes =
        gang.requests().stream().map(request -> new ResourceDemand(request, 1)).toList();
    return new DemandFacts(
        new Verdict.Subject.Gang(gang), Source.GANG, shapes, 1, verdict, List.of(), strategy(gang));
  }

  static DemandFacts constraint(List<ResourceDemand> demands, @Nullable Verdict verdict) {
    int count = demands.stream().mapToInt(ResourceDemand::count).sum();
    return new DemandFacts(
        new Verdict.Subject.Constraint(demands),
        Source.CONSTRAINT,
        demands,
        count,
        verdict,
        List.of(),
        "");
  }

  private static String strategy(GangDemand gang) {
    String details = gang.details();
    int colon = details.indexOf(':');
    int bar = details.indexOf('|');
    return colon >= 0 && bar > colon ? details.substring(colon + 1, bar) : "";
  }

  /// Whether a placement group had its place and lost a part of it: only the lost bundles are asked
  /// for again. A PENDING one has none of its bundles placed.
  public boolean isRescheduling() {
    return subject instanceof Verdict.Subject.Gang gang
        && gang.gang().details().endsWith("|RESCHEDULING");
  }

  public ResourceBundle bundle() {
    return shapes.isEmpty() ? ResourceBundle.EMPTY : shapes.getFirst().bundle();
  }

  public Section section() {
    if (verdict == null) {
      return source == Source.CONSTRAINT ? Section.CONSTRAINT : Section.UNDECIDED;
    }
    return switch (verdict.outcome()) {
      case INFEASIBLE -> Section.INFEASIBLE;
      case WAITS, HOLD_SIZE -> Section.WAITING;
      case COVERED, LAUNCH -> source == Source.CONSTRAINT ? Section.CONSTRAINT : Section.COVERED;
      case SERVED, KEEP, REMOVE ->
          source == Source.CONSTRAINT ? Section.CONSTRAINT : Section.SERVED;
    };
  }

  public Optional<Gate> holding() {
    return verdict == null ? Optional.empty() : verdict.holding();
  }

  /// The first reason of a kind along the gates.
  public <R extends Reason> Optional<R> reason(Class<R> kind) {
    return reasons(kind).findFirst();
  }

  /// The reasons of a kind, of all gates in their order.
  public <R extends Reason> Stream<R> reasons(Class<R> kind) {
    return verdict == null
        ? Stream.empty()
        : verdict.gates().stream().map(Gate::reason).filter(kind::isInstance).map(kind::cast);
  }

  /// The group that misses least.
  public Optional<Reason.GroupMiss> nearest() {
    return reason(Reason.FitsSomeGroup.class).flatMap(Reason.FitsSomeGroup::nearest);
  }
}
