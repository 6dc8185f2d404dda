package dev.raydeck.sandbox.program;

import dev.raydeck.sandbox.program.PythonToken.TokenType;
import java.util.List;

/// A place in a script's words.
final class PythonWords {
  private final List<PythonToken> tokens;
  private int next;

  PythonWords(List<PythonToken> tokens) {
    this.tokens = tokens;
  }

  PythonToken peek() {
    return tokens.get(next);
  }

  PythonToken peekSecond() {
    return tokens.get(Math.min(next + 1, tokens.size() - 1));
  }

  PythonToken last() {
    return tokens.get(Math.max(0, next - 1));
  }

  PythonToken take() throws ScriptRefused {
    PythonToken token = tokens.get(next);
    if (token.type() == TokenType.END) {
      throw new ScriptRefused(token.line(), "a script that breaks off");
    }
    next++;
    return token;
  }

  boolean takeIf(String word) throws ScriptRefused {
    boolean isNext = peek().is(word);
    if (isNext) {
      take();
    }
    return isNext;
  }

  void expect(String word) throws ScriptRefused {
    if (!takeIf(word)) {
      throw unexpected();
    }
  }

  void expect(TokenType type) throws ScriptRefused {
    if (take().type() != type) {
      throw unexpected();
    }
  }

  String takeName() throws ScriptRefused {
    PythonToken token = take();
    if (token.type() != TokenType.NAME) {
      throw new ScriptRefused(token.line(), "`" + token.text() + "` in this place");
    }
    return token.text();
  }

  void takeLineEnd() throws ScriptRefused {
    if (peek().type() != TokenType.NEWLINE) {
      throw unexpected();
    }
    take();
  }

  private ScriptRefused unexpected() {
    return new ScriptRefused(peek().line(), "`" + peek().text() + "` in this place");
  }
}
