package dev.raydeck.sandbox.program;

/// One word of a Python script.
///
/// @param text the name, operator or number as written; for a string its content
/// @param line from 1; columns from 0
record PythonToken(TokenType type, String text, int line, int column, int endLine, int endColumn) {
  enum TokenType {
    NAME,
    NUMBER,
    STRING,
    FORMAT_STRING,
    OPERATOR,
    NEWLINE,
    INDENT,
    DEDENT,
    END
  }

  boolean is(String word) {
    return (type == TokenType.OPERATOR || type == TokenType.NAME) && text.equals(word);
  }
}
