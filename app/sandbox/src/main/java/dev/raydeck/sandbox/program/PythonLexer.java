package dev.raydeck.sandbox.program;

import dev.raydeck.sandbox.program.PythonToken.TokenType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Splits a script into words and keeps track of indentation, as far as the samples' kind of script
/// needs it.
final class PythonLexer {
  private static final Pattern WORD =
      Pattern.compile(
          "(?<name>[A-Za-z_][A-Za-z_0-9]*)|(?<number>\\d[\\d_]*(\\.\\d*)?([eE][-+]?\\d+)?|\\.\\d+)"
              + "|(?<op>==|!=|<=|>=|\\*\\*|//|->|[-+*/%<>=()\\[\\]{},:.@])");
  private static final Pattern QUOTE =
      Pattern.compile("(?<prefix>[fFrRbBuU]{0,2})(?<quote>\"\"\"|'''|\"|')");
  private static final Pattern BLANK = Pattern.compile("[ \\t]+|#[^\\n]*|\\\\\\n");

  private final String source;
  private final List<PythonToken> tokens = new ArrayList<>();
  private final Deque<Integer> indents = new ArrayDeque<>(List.of(0));
  private int at;
  private int line = 1;
  private int lineStart;
  private int brackets;

  private PythonLexer(String source) {
    this.source = source.replace("\r\n", "\n");
  }

  static List<PythonToken> tokens(String source) throws ScriptRefused {
    PythonLexer lexer = new PythonLexer(source);
    lexer.readAll();
    return List.copyOf(lexer.tokens);
  }

  private void readAll() throws ScriptRefused {
    boolean atLineStart = true;
    while (at < source.length()) {
      if (atLineStart && brackets == 0 && !readIndent()) {
        continue;
      }
      atLineStart = false;
      Matcher blank = matcher(BLANK);
      if (blank.lookingAt()) {
        skip(blank.group());
      } else if (source.charAt(at) == '\n') {
        readLineEnd();
        atLineStart = true;
      } else if (!readString()) {
        readWord();
      }
    }
    if (!tokens.isEmpty() && tokens.getLast().type() != TokenType.NEWLINE) {
      add(TokenType.NEWLINE, "", at);
    }
    while (indents.peek() > 0) {
      indents.pop();
      add(TokenType.DEDENT, "", at);
    }
    add(TokenType.END, "", at);
  }

  private Matcher matcher(Pattern pattern) {
    return pattern.matcher(source).region(at, source.length());
  }

  /// Compares a line's indentation with its block's; false when the line is blank and has been
  /// skipped.
  private boolean readIndent() throws ScriptRefused {
    int start = at;
    int width = 0;
    while (start < source.length()
        && (source.charAt(start) == ' ' || source.charAt(start) == '\t')) {
      width += source.charAt(start) == '\t' ? 8 : 1;
      start++;
    }
    if (start >= source.length() || source.charAt(start) == '\n' || source.charAt(start) == '#') {
      int end = source.indexOf('\n', start);
      at = end < 0 ? source.length() : end + 1;
      line++;
      lineStart = at;
      return false;
    }
    at = start;
    if (width > indents.peek()) {
      indents.push(width);
      add(TokenType.INDENT, "", at);
    }
    while (width < indents.peek()) {
      indents.pop();
      add(TokenType.DEDENT, "", at);
    }
    if (width != indents.peek()) {
      throw new ScriptRefused(line, "this indentation");
    }
    return true;
  }

  private void skip(String text) {
    at += text.length();
    if (text.endsWith("\n")) {
      line++;
      lineStart = at;
    }
  }

  private void readLineEnd() {
    if (brackets == 0) {
      add(TokenType.NEWLINE, "", at);
    }
    skip("\n");
  }

  private boolean readString() throws ScriptRefused {
    Matcher opening = matcher(QUOTE);
    if (!opening.lookingAt()) {
      return false;
    }
    String quote = opening.group("quote");
    String prefix = opening.group("prefix").toLowerCase(Locale.ROOT);
    int startLine = line;
    int startColumn = at - lineStart;
    int from = opening.end();
    int to = closing(from, quote, prefix.contains("r"));
    String raw = source.substring(from, to);
    at = to + quote.length();
    for (int i = from; i < to; i++) {
      if (source.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    tokens.add(
        new PythonToken(
            prefix.contains("f") ? TokenType.FORMAT_STRING : TokenType.STRING,
            prefix.contains("r") ? raw : unescape(raw),
            startLine,
            startColumn,
            line,
            at - lineStart));
    return true;
  }

  private int closing(int from, String quote, boolean isRaw) throws ScriptRefused {
    for (int i = from; i < source.length(); i++) {
      if (source.charAt(i) == '\\' && !isRaw) {
        i++;
      } else if (source.startsWith(quote, i)) {
        return i;
      }
    }
    throw new ScriptRefused(line, "a string without an end");
  }

  private static String unescape(String raw) {
    return raw.replace("\\n", "\n").replace("\\t", "\t").replace("\\\"", "\"").replace("\\'", "'");
  }

  private void readWord() throws ScriptRefused {
    Matcher word = matcher(WORD);
    if (!word.lookingAt()) {
      throw new ScriptRefused(line, "the character " + source.charAt(at));
    }
    TokenType type =
        word.group("name") != null
            ? TokenType.NAME
            : word.group("number") != null ? TokenType.NUMBER : TokenType.OPERATOR;
    if (type == TokenType.OPERATOR) {
      brackets += "([{".contains(word.group()) ? 1 : ")]}".contains(word.group()) ? -1 : 0;
    }
    int end = word.end();
    add(type, word.group(), end);
    at = end;
  }

  private void add(TokenType type, String text, int end) {
    tokens.add(new PythonToken(type, text, line, at - lineStart, line, end - lineStart));
  }
}
