package dev.raydeck.desktop.decide;

import dev.raydeck.model.LabelSelector;
import dev.raydeck.model.LabelSelector.LabelConstraint;
import dev.raydeck.model.LabelSelector.Operator;
import dev.raydeck.model.PlacementConstraint;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads label selectors, `[[key, operator, [values]], …]` each, and placement constraints, `[kind,
/// name, value]`.
final class Selectors {
  private Selectors() {}

  static List<LabelSelector> read(Field field) throws CaseProblem {
    List<LabelSelector> selectors = new ArrayList<>();
    for (Field selector : field.elements()) {
      if (selector.isAbsent()) {
        throw selector.problem("a list is wanted, not null");
      }
      List<LabelConstraint> constraints = new ArrayList<>();
      for (Field constraint : selector.elements()) {
        constraints.add(labelConstraint(constraint));
      }
      selectors.add(new LabelSelector(constraints));
    }
    return selectors;
  }

  private static LabelConstraint labelConstraint(Field field) throws CaseProblem {
    List<Field> parts = three(field, "[key, operator, [values]]");
    String operator = parts.get(1).text();
    List<String> values = new ArrayList<>();
    for (Field value : parts.get(2).elements()) {
      values.add(value.text());
    }
    return new LabelConstraint(
        parts.get(0).text(),
        switch (operator) {
          case "in" -> Operator.IN;
          case "!in" -> Operator.NOT_IN;
          default -> throw parts.get(1).problem("unknown operator " + operator);
        },
        values);
  }

  static @Nullable PlacementConstraint constraint(Field field) throws CaseProblem {
    if (field.isAbsent()) {
      return null;
    }
    List<Field> parts = three(field, "[kind, label name, label value]");
    return new PlacementConstraint(
        parts
            .get(0)
            .oneOf(
                PlacementConstraint.Kind.class,
                EnumSet.allOf(PlacementConstraint.Kind.class),
                "constraint kind"),
        parts.get(1).text(),
        parts.get(2).text());
  }

  private static List<Field> three(Field field, String what) throws CaseProblem {
    List<Field> parts = field.elements();
    if (parts.size() != 3) {
      throw field.problem(what + " is wanted");
    }
    return parts;
  }
}
