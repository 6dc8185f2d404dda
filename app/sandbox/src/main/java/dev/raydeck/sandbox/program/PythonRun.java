package dev.raydeck.sandbox.program;

import dev.raydeck.sandbox.program.Python.Expression;
import dev.raydeck.sandbox.program.Python.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Runs the statements of one script. Values are Java's: texts, `Long`, `Double`, `Boolean`, lists,
/// maps, null for `None`, and the few kinds of [PythonObject].
final class PythonRun {
  private final PythonCalls calls;
  private final Map<String, @Nullable Object> variables = new HashMap<>();

  PythonRun(Driver driver, Console console, List<String> arguments) {
    this.calls = new PythonCalls(driver, console, arguments);
    variables.put("__name__", "__main__");
  }

  void run(List<Statement> statements)
      throws ScriptRefused, ScriptExit, PythonError, InterruptedException {
    for (Statement statement : statements) {
      switch (statement) {
        case Python.Evaluate evaluate -> evaluate(evaluate.expression());
        case Python.Assign assign -> variables.put(assign.name(), evaluate(assign.value()));
        case Python.If branch ->
            run(isTrue(evaluate(branch.condition())) ? branch.then() : branch.otherwise());
        case Python.For loop -> repeat(loop);
        case Python.ClassDefinition definition -> define(definition);
        case Python.FunctionDefinition definition -> define(definition);
        case Python.Import imported -> importModule(imported);
        case Python.Pass pass -> {}
      }
    }
  }

  private void repeat(Python.For loop)
      throws ScriptRefused, ScriptExit, PythonError, InterruptedException {
    if (!(evaluate(loop.items()) instanceof List<?> items)) {
      throw new ScriptRefused(loop.line(), "a loop over something that is no list");
    }
    for (Object item : items) {
      variables.put(loop.name(), item);
      run(loop.body());
    }
  }

  private void importModule(Python.Import imported) throws ScriptRefused {
    if (!List.of("ray", "sys", "time").contains(imported.module())) {
      throw new ScriptRefused(imported.line(), "the module " + imported.module());
    }
    variables.put(imported.alias(), new PythonObject.Member(imported.module()));
  }

  private void define(Python.FunctionDefinition definition)
      throws ScriptRefused, ScriptExit, PythonError, InterruptedException {
    if (!(evaluate(definition.returned()) instanceof PythonObject.Bytes returned)) {
      throw new ScriptRefused(
          definition.line(), "a function that returns something else than bytes");
    }
    Map<String, @Nullable Object> options = remote(definition.decorator(), definition.line());
    variables.put(
        definition.name(),
        new PythonObject.Function(definition.name(), options, returned.length()));
  }

  private Map<String, @Nullable Object> remote(Expression decorator, int line)
      throws ScriptRefused, ScriptExit, PythonError, InterruptedException {
    Expression named = decorator instanceof Python.Call call ? call.function() : decorator;
    if (!(evaluate(named) instanceof PythonObject.Member member)
        || !member.path().equals("ray.remote")) {
      throw new ScriptRefused(line, "another decorator than @ray.remote");
    }
    return decorator instanceof Python.Call call ? named(call) : Map.of();
  }

  private void define(Python.ClassDefinition definition)
      throws ScriptRefused, ScriptExit, PythonError, InterruptedException {
    Map<String, @Nullable Object> options = Map.of();
    if (definition.decorator().isPresent()) {
      options = remote(definition.decorator().get(), definition.line());
    }
    variables.put(
        definition.name(),
        new PythonObject.ActorClass(
            definition.name(), options, definition.decorator().isPresent()));
  }

  private @Nullable Object evaluate(Expression expression)
      throws ScriptRefused, ScriptExit, PythonError, InterruptedException {
    return switch (expression) {
      case Python.Literal literal -> literal.value();
      case Python.Format format -> format(format);
      case Python.Name name -> variable(name);
      case Python.Attribute attribute ->
          calls.attribute(evaluate(attribute.of()), attribute.name(), attribute.span().line());
      case Python.Index index -> element(index);
      case Python.Call call ->
          calls.call(call, evaluate(call.function()), values(call.arguments()), named(call));
      case Python.Unary unary -> unary(unary);
      case Python.Binary binary -> binary(binary);
      case Python.Sequence sequence -> values(sequence.items());
      case Python.Dictionary dictionary -> dictionary(dictionary);
    };
  }

  private List<@Nullable Object> values(List<Expression> expressions)
      throws ScriptRefused, ScriptExit, PythonError, InterruptedException {
    List<@Nullable Object> values = new ArrayList<>();
    for (Expression expression : expressions) {
      values.add(evaluate(expression));
    }
    return values;
  }

  private Map<String, @Nullable Object> named(Python.Call call)
      throws ScriptRefused, ScriptExit, PythonError, InterruptedException {
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    for (var entry : call.named().entrySet()) {
      named.put(entry.getKey(), evaluate(entry.getValue()));
    }
    return named;
  }

  private String format(Python.Format format)
      throws ScriptRefused, ScriptExit, PythonError, InterruptedException {
    StringBuilder text = new StringBuilder();
    for (Expression part : format.parts()) {
      text.append(PythonCalls.text(evaluate(part)));
    }
    return text.toString();
  }

  private @Nullable Object variable(Python.Name name) throws ScriptRefused {
    if (variables.containsKey(name.name())) {
      return variables.get(name.name());
    }
    if (PythonCalls.BUILTINS.contains(name.name())) {
      return new PythonObject.Member(name.name());
    }
    throw new ScriptRefused(name.span().line(), "the name " + name.name());
  }

  private @Nullable Object element(Python.Index index)
      throws ScriptRefused, ScriptExit, PythonError, InterruptedException {
    Object of = evaluate(index.of());
    Object at = evaluate(index.at());
    if (of instanceof Map<?, ?> map && map.containsKey(at)) {
      return map.get(at);
    }
    if (of instanceof List<?> list && at instanceof Long number) {
      long position = number < 0 ? number + list.size() : number;
      if (position >= 0 && position < list.size()) {
        return list.get((int) position);
      }
      throw new ScriptExit(1, "IndexError: list index out of range");
    }
    throw new ScriptRefused(index.span().line(), "an index into something that is no list");
  }

  private Map<String, @Nullable Object> dictionary(Python.Dictionary dictionary)
      throws ScriptRefused, ScriptExit, PythonError, InterruptedException {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < dictionary.keys().size(); i++) {
      map.put(
          PythonCalls.text(evaluate(dictionary.keys().get(i))),
          evaluate(dictionary.values().get(i)));
    }
    return map;
  }

  private @Nullable Object unary(Python.Unary unary)
      throws ScriptRefused, ScriptExit, PythonError, InterruptedException {
    Object operand = evaluate(unary.operand());
    if (unary.operator().equals("not")) {
      return !isTrue(operand);
    }
    return switch (operand) {
      case Long whole -> -whole;
      case Double fraction -> -fraction;
      case null, default -> throw new ScriptRefused(unary.span().line(), "`-` of no number");
    };
  }

  private @Nullable Object binary(Python.Binary binary)
      throws ScriptRefused, ScriptExit, PythonError, InterruptedException {
    Object left = evaluate(binary.left());
    if (binary.operator().equals("and")) {
      return isTrue(left) ? evaluate(binary.right()) : left;
    }
    if (binary.operator().equals("or")) {
      return isTrue(left) ? left : evaluate(binary.right());
    }
    Object right = evaluate(binary.right());
    return switch (binary.operator()) {
      case "==" -> isEqual(left, right);
      case "!=" -> !isEqual(left, right);
      default -> PythonCalls.operate(binary, left, right);
    };
  }

  private static boolean isEqual(@Nullable Object left, @Nullable Object right) {
    return (left instanceof Number one && right instanceof Number other)
        ? one.doubleValue() == other.doubleValue()
        : Objects.equals(left, right);
  }

  private static boolean isTrue(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case Boolean truth -> truth;
      case Number number -> number.doubleValue() != 0;
      case String text -> !text.isEmpty();
      case List<?> list -> !list.isEmpty();
      default -> true;
    };
  }
}
