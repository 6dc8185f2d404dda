package dev.raydeck.sandbox.program;

import dev.raydeck.sandbox.program.PythonToken.TokenType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a script's statements. Anything beyond [Python] is refused with its line.
final class PythonParser {
  private final PythonWords words;
  private final PythonExpressions expressions;

  private PythonParser(List<PythonToken> tokens) {
    this.words = new PythonWords(tokens);
    this.expressions = new PythonExpressions(words);
  }

  static List<Python.Statement> parse(String source) throws ScriptRefused {
    PythonParser parser = new PythonParser(PythonLexer.tokens(source));
    List<Python.Statement> statements = new ArrayList<>();
    while (parser.words.peek().type() != TokenType.END) {
      statements.add(parser.statement());
    }
    return statements;
  }

  private Python.Statement statement() throws ScriptRefused {
    PythonToken first = words.peek();
    if (first.type() != TokenType.NAME && !first.is("@")) {
      return simple();
    }
    return switch (first.text()) {
      case "@" -> decorated();
      case "class" -> classDefinition(Optional.empty());
      case "if" -> conditional();
      case "for" -> loop();
      case "import" -> importModule();
      case "pass" -> pass();
      case "from", "def", "while", "with", "try", "return", "raise", "async", "lambda", "del" ->
          throw new ScriptRefused(first.line(), "`" + first.text() + "`");
      default -> simple();
    };
  }

  private Python.Statement pass() throws ScriptRefused {
    int line = words.take().line();
    words.takeLineEnd();
    return new Python.Pass(line);
  }

  private Python.Statement simple() throws ScriptRefused {
    PythonToken first = words.peek();
    if (first.type() == TokenType.NAME && words.peekSecond().is("=")) {
      words.take();
      words.take();
      Python.Expression value = expressions.read();
      words.takeLineEnd();
      return new Python.Assign(first.text(), value, first.line());
    }
    Python.Expression expression = expressions.read();
    words.takeLineEnd();
    return new Python.Evaluate(expression, first.line());
  }

  private Python.Statement decorated() throws ScriptRefused {
    PythonToken at = words.take();
    Python.Expression decorator = expressions.read();
    words.takeLineEnd();
    if (words.peek().is("def")) {
      return functionDefinition(decorator);
    }
    if (!words.peek().is("class")) {
      throw new ScriptRefused(at.line(), "a decorator of something else");
    }
    return classDefinition(Optional.of(decorator));
  }

  private Python.Statement functionDefinition(Python.Expression decorator) throws ScriptRefused {
    int line = words.take().line();
    String name = words.takeName();
    words.expect("(");
    words.expect(")");
    words.expect(":");
    words.takeLineEnd();
    words.expect(TokenType.INDENT);
    if (!words.takeIf("return")) {
      throw new ScriptRefused(words.peek().line(), "a function that does more than return a value");
    }
    Python.Expression returned = expressions.read();
    words.takeLineEnd();
    words.expect(TokenType.DEDENT);
    return new Python.FunctionDefinition(name, decorator, returned, line);
  }

  private Python.Statement classDefinition(Optional<Python.Expression> decorator)
      throws ScriptRefused {
    int line = words.take().line();
    String name = words.takeName();
    if (words.takeIf("(")) {
      words.expect(")");
    }
    skipBlock();
    return new Python.ClassDefinition(name, decorator, line);
  }

  /// Passes over a class's body without reading it.
  private void skipBlock() throws ScriptRefused {
    words.expect(":");
    if (words.peek().type() != TokenType.NEWLINE) {
      for (TokenType type = words.take().type(); type != TokenType.NEWLINE; ) {
        type = words.take().type();
      }
      return;
    }
    words.takeLineEnd();
    words.expect(TokenType.INDENT);
    for (int depth = 1; depth > 0; ) {
      TokenType type = words.take().type();
      depth += type == TokenType.INDENT ? 1 : type == TokenType.DEDENT ? -1 : 0;
    }
  }

  private List<Python.Statement> block() throws ScriptRefused {
    words.expect(":");
    if (words.peek().type() != TokenType.NEWLINE) {
      return List.of(statement());
    }
    words.takeLineEnd();
    words.expect(TokenType.INDENT);
    List<Python.Statement> body = new ArrayList<>();
    while (words.peek().type() != TokenType.DEDENT) {
      body.add(statement());
    }
    words.take();
    return body;
  }

  private Python.Statement conditional() throws ScriptRefused {
    int line = words.take().line();
    Python.Expression condition = expressions.read();
    List<Python.Statement> then = block();
    List<Python.Statement> otherwise = List.of();
    if (words.peek().is("elif")) {
      otherwise = List.of(conditional());
    } else if (words.takeIf("else")) {
      otherwise = block();
    }
    return new Python.If(condition, then, otherwise, line);
  }

  private Python.Statement loop() throws ScriptRefused {
    int line = words.take().line();
    String name = words.takeName();
    words.expect("in");
    Python.Expression items = expressions.read();
    return new Python.For(name, items, block(), line);
  }

  private Python.Statement importModule() throws ScriptRefused {
    int line = words.take().line();
    String module = words.takeName();
    String alias = words.takeIf("as") ? words.takeName() : module;
    words.takeLineEnd();
    return new Python.Import(module, alias, line);
  }
}
