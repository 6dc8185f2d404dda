package dev.raydeck.sandbox.program;

import dev.raydeck.sandbox.program.Python.Expression;
import dev.raydeck.sandbox.program.Python.Span;
import dev.raydeck.sandbox.program.PythonToken.TokenType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads expressions, loosest operators first.
final class PythonExpressions {
  private static final List<List<String>> LEVELS =
      List.of(
          List.of("or"),
          List.of("and"),
          List.of("==", "!=", "<", ">", "<=", ">=", "in"),
          List.of("+", "-"),
          List.of("*", "/", "//", "%"));

  private final PythonWords words;

  PythonExpressions(PythonWords words) {
    this.words = words;
  }

  Expression read() throws ScriptRefused {
    return binary(0);
  }

  private Expression binary(int level) throws ScriptRefused {
    if (level == LEVELS.size()) {
      return unary();
    }
    Expression left = binary(level + 1);
    while (LEVELS.get(level).stream().anyMatch(operator -> words.peek().is(operator))) {
      String operator = words.take().text();
      Expression right = binary(level + 1);
      left = new Python.Binary(operator, left, right, from(left.span()));
    }
    return left;
  }

  private Expression unary() throws ScriptRefused {
    PythonToken first = words.peek();
    if (first.is("not") || first.is("-")) {
      words.take();
      Expression operand = unary();
      return new Python.Unary(first.text(), operand, from(first));
    }
    return suffixed(atom());
  }

  private Expression suffixed(Expression start) throws ScriptRefused {
    Expression expression = start;
    while (true) {
      if (words.takeIf(".")) {
        String name = words.takeName();
        expression = new Python.Attribute(expression, name, from(expression.span()));
      } else if (words.takeIf("(")) {
        expression = call(expression);
      } else if (words.takeIf("[")) {
        Expression at = read();
        words.expect("]");
        expression = new Python.Index(expression, at, from(expression.span()));
      } else {
        return expression;
      }
    }
  }

  private Expression call(Expression function) throws ScriptRefused {
    List<Expression> arguments = new ArrayList<>();
    Map<String, Expression> named = new LinkedHashMap<>();
    while (!words.takeIf(")")) {
      if (words.peek().type() == TokenType.NAME && words.peekSecond().is("=")) {
        String name = words.takeName();
        words.take();
        named.put(name, read());
      } else {
        arguments.add(read());
      }
      if (!words.peek().is(")")) {
        words.expect(",");
      }
    }
    return new Python.Call(function, arguments, named, from(function.span()));
  }

  private Expression atom() throws ScriptRefused {
    PythonToken token = words.take();
    return switch (token.type()) {
      case STRING -> text(token);
      case FORMAT_STRING -> format(token);
      case NUMBER -> new Python.Literal(number(token), from(token));
      case NAME -> name(token);
      case OPERATOR -> bracket(token);
      default -> throw new ScriptRefused(token.line(), "an expression that breaks off");
    };
  }

  /// Texts that follow one another are one text.
  private Expression text(PythonToken first) throws ScriptRefused {
    StringBuilder text = new StringBuilder(first.text());
    while (words.peek().type() == TokenType.STRING) {
      text.append(words.take().text());
    }
    return new Python.Literal(text.toString(), from(first));
  }

  private Expression format(PythonToken token) throws ScriptRefused {
    List<Expression> parts = new ArrayList<>();
    String text = token.text();
    int at = 0;
    while (at < text.length()) {
      int open = text.indexOf('{', at);
      int close = open < 0 ? -1 : text.indexOf('}', open);
      if (close < 0) {
        open = text.length();
      }
      parts.add(new Python.Literal(text.substring(at, open), from(token)));
      if (close < 0) {
        break;
      }
      String inside = text.substring(open + 1, close);
      parts.add(new PythonExpressions(new PythonWords(PythonLexer.tokens(inside))).read());
      at = close + 1;
    }
    return new Python.Format(parts, from(token));
  }

  private static Object number(PythonToken token) {
    String digits = token.text().replace("_", "");
    boolean isWhole = digits.chars().allMatch(Character::isDigit);
    return isWhole ? (Object) Long.valueOf(digits) : (Object) Double.valueOf(digits);
  }

  private Expression name(PythonToken token) throws ScriptRefused {
    return switch (token.text()) {
      case "True" -> new Python.Literal(true, from(token));
      case "False" -> new Python.Literal(false, from(token));
      case "None" -> new Python.Literal(null, from(token));
      case "lambda", "await", "yield" ->
          throw new ScriptRefused(token.line(), "`" + token.text() + "`");
      default -> new Python.Name(token.text(), from(token));
    };
  }

  private Expression bracket(PythonToken token) throws ScriptRefused {
    return switch (token.text()) {
      case "(" -> parenthesized(token);
      case "[" -> new Python.Sequence(items("]"), from(token));
      case "{" -> dictionary(token);
      default -> throw new ScriptRefused(token.line(), "`" + token.text() + "` in this place");
    };
  }

  private Expression parenthesized(PythonToken open) throws ScriptRefused {
    if (words.takeIf(")")) {
      return new Python.Sequence(List.of(), from(open));
    }
    Expression first = read();
    if (words.takeIf(")")) {
      return first;
    }
    words.expect(",");
    List<Expression> items = new ArrayList<>(List.of(first));
    items.addAll(items(")"));
    return new Python.Sequence(items, from(open));
  }

  private List<Expression> items(String end) throws ScriptRefused {
    List<Expression> items = new ArrayList<>();
    while (!words.takeIf(end)) {
      items.add(read());
      if (!words.peek().is(end)) {
        words.expect(",");
      }
    }
    return items;
  }

  private Expression dictionary(PythonToken open) throws ScriptRefused {
    List<Expression> keys = new ArrayList<>();
    List<Expression> values = new ArrayList<>();
    while (!words.takeIf("}")) {
      keys.add(read());
      words.expect(":");
      values.add(read());
      if (!words.peek().is("}")) {
        words.expect(",");
      }
    }
    return new Python.Dictionary(keys, values, from(open));
  }

  /// From there to the end of the word read last.
  private Span from(Span start) {
    PythonToken end = words.last();
    return new Span(start.line(), start.column(), end.endLine(), end.endColumn());
  }

  private Span from(PythonToken start) {
    return from(new Span(start.line(), start.column(), start.endLine(), start.endColumn()));
  }
}
