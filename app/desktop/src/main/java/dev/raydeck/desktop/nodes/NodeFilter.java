package dev.raydeck.desktop.nodes;

import dev.raydeck.desktop.facts.NodeFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The filter language of the Nodes table: words apart by spaces, all of which must match.
///
/// `group:gpu` a field has a text in it (`state`: begins with it); `idle>30s`, `cpu>=8`,
/// `restarts=0` compare; `text` alone is looked for in names, groups and actors; `-` before a word
/// turns it round; `"two words"` is one.
record NodeFilter(List<Term> terms, List<Problem> problems) {
  private static final Pattern WORD = Pattern.compile("(-?)(?:\"([^\"]*)\"?|(\\S+))");
  private static final Pattern TERM = Pattern.compile("(\\p{L}[\\w-]*)(:|>=|<=|>|<|=)(.*)");

  NodeFilter {
    terms = List.copyOf(terms);
    problems = List.copyOf(problems);
  }

  /// One word. `of` says whether a node has it, `isNot` turns that round.
  record Term(String text, boolean isNot, Predicate<NodeFacts> of) {
    boolean matches(NodeFacts node) {
      return of.test(node) != isNot;
    }
  }

  /// A word that can not be understood, with where it stands. `near` is what was meant perhaps, or
  /// what may stand there.
  record Problem(Kind kind, String word, String near, int start, int end) {
    enum Kind {
      UNKNOWN_FIELD,
      NOT_COMPARABLE,
      BAD_VALUE
    }
  }

  static NodeFilter of(String text) {
    List<Term> terms = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    Matcher words = WORD.matcher(text);
    while (words.find()) {
      boolean isNot = !words.group(1).isEmpty();
      String quoted = words.group(2);
      if (quoted != null) {
        terms.add(new Term(quoted, isNot, anywhere(quoted)));
      } else if (words.group(3) != null) {
        read(words.group(3), isNot, words.start(), words.end(), terms, problems);
      }
    }
    return new NodeFilter(terms, problems);
  }

  private static void read(
      String word, boolean isNot, int start, int end, List<Term> terms, List<Problem> problems) {
    Matcher term = TERM.matcher(word);
    if (!term.matches()) {
      terms.add(new Term(word, isNot, anywhere(word)));
      return;
    }
    String name = term.group(1).toLowerCase(Locale.ROOT);
    String operator = term.group(2);
    String value = term.group(3);
    Optional<NodeField> field = NodeField.named(name);
    if (field.isEmpty()) {
      problems.add(
          new Problem(Problem.Kind.UNKNOWN_FIELD, name, NodeField.nearest(name), start, end));
    } else if (value.isEmpty()) {
      // Still being typed: nothing to say yet.
      return;
    } else if (!operator.equals(":") && !field.get().isComparable()) {
      problems.add(new Problem(Problem.Kind.NOT_COMPARABLE, name, name + ":", start, end));
    } else {
      field
          .get()
          .test(operator, value)
          .ifPresentOrElse(
              test -> terms.add(new Term(word, isNot, test)),
              () ->
                  problems.add(
                      new Problem(
                          Problem.Kind.BAD_VALUE, value, field.get().example(), start, end)));
    }
  }

  /// Words that are wrong are left out.
  boolean matches(NodeFacts node) {
    for (Term term : terms) {
      if (!term.matches(node)) {
        return false;
      }
    }
    return true;
  }

  private static Predicate<NodeFacts> anywhere(String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    return node ->
        has(node.pod().name(), wanted)
            || has(node.pod().group(), wanted)
            || node.actors().stream().anyMatch(actor -> has(actor.label(), wanted));
  }

  static boolean has(String text, String wanted) {
    return text.toLowerCase(Locale.ROOT).contains(wanted);
  }
}
