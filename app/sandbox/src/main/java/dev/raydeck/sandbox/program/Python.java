package dev.raydeck.sandbox.program;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The part of Python's syntax the sandbox reads: what scripts that start and end actors, or hold
/// what a task returned, are made of.
final class Python {
  private Python() {}

  /// Where an expression stands; lines from 1, columns from 0.
  record Span(int line, int column, int endLine, int endColumn) {}

  sealed interface Expression {
    Span span();
  }

  /// A text, number, truth value, or null for `None`.
  record Literal(@Nullable Object value, Span span) implements Expression {}

  record Format(List<Expression> parts, Span span) implements Expression {}

  record Name(String name, Span span) implements Expression {}

  record Attribute(Expression of, String name, Span span) implements Expression {}

  record Index(Expression of, Expression at, Span span) implements Expression {}

  record Call(
      Expression function, List<Expression> arguments, Map<String, Expression> named, Span span)
      implements Expression {}

  record Unary(String operator, Expression operand, Span span) implements Expression {}

  record Binary(String operator, Expression left, Expression right, Span span)
      implements Expression {}

  record Sequence(List<Expression> items, Span span) implements Expression {}

  record Dictionary(List<Expression> keys, List<Expression> values, Span span)
      implements Expression {}

  sealed interface Statement {
    int line();
  }

  record Evaluate(Expression expression, int line) implements Statement {}

  record Assign(String name, Expression value, int line) implements Statement {}

  record If(Expression condition, List<Statement> then, List<Statement> otherwise, int line)
      implements Statement {}

  record For(String name, Expression items, List<Statement> body, int line) implements Statement {}

  /// An actor class; what its methods do does not matter here.
  record ClassDefinition(String name, Optional<Expression> decorator, int line)
      implements Statement {}

  /// A function that returns one value and does nothing else.
  record FunctionDefinition(String name, Expression decorator, Expression returned, int line)
      implements Statement {}

  record Import(String module, String alias, int line) implements Statement {}

  record Pass(int line) implements Statement {}
}
