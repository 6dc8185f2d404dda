package dev.raydeck.desktop.decide;

import dev.raydeck.desktop.words.Language;
import dev.raydeck.engine.scheduling.Scheduler;
import dev.raydeck.engine.scheduling.SchedulingFailure;
import dev.raydeck.engine.scheduling.SchedulingReply;
import dev.raydeck.model.Verdict;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// `raydeck decide [FILE|-]`: one decision a line, each written as soon as it is known.
///
/// Exit status 0 if every line got a decision, 1 if any has an error, 2 if the file cannot be read
/// or the command line is wrong.
@Command(
    name = "decide",
    description = "Makes scaling decisions for cases read as JSON lines, without any cluster.",
    mixinStandardHelpOptions = true)
public final class DecideCommand implements Callable<Integer> {
  private static final double NANOS = 1e9;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FILE",
      description = "Cases, one JSON object a line; - or nothing is standard input.")
  private @Nullable String file;

  @Option(names = "--out", paramLabel = "F", description = "Writes the results to this file.")
  private @Nullable Path out;

  @Option(names = "--time", description = "Prints the time of all decisions to standard error.")
  private boolean time;

  @Option(
      names = "--explain",
      description = "Adds the reasons to each result, and prints them to standard error.")
  private boolean explain;

  @Option(
      names = "--lang",
      paramLabel = "LANGUAGE",
      description = "Language of the reasons: en or zh. Otherwise that of the system.")
  private String language = Locale.getDefault().toLanguageTag();

  @Spec private @Nullable CommandSpec spec;

  private @Nullable Explanation explanation;
  private long decisions;
  private long errors;
  private double seconds;

  @Override
  public Integer call() {
    try (InputStream in = input();
        OutputStream results = output()) {
      run(in, results);
    } catch (IOException trouble) {
      messages().println("raydeck decide: " + said(trouble));
      messages().flush();
      return 2;
    }
    if (time) {
      messages().printf("%d decisions, %d errors, %.6f s deciding%n", decisions, errors, seconds);
    }
    messages().flush();
    return errors == 0 ? 0 : 1;
  }

  /// Of a file Java says the path alone, and the trouble in the name of a class.
  private static String said(IOException trouble) {
    return switch (trouble) {
      case NoSuchFileException missing -> missing.getFile() + ": there is no such file";
      case AccessDeniedException denied -> denied.getFile() + ": you may not open it";
      default -> String.valueOf(trouble.getMessage());
    };
  }

  private InputStream input() throws IOException {
    return file == null || file.equals("-") ? System.in : Files.newInputStream(Path.of(file));
  }

  private OutputStream output() throws IOException {
    Path to = out;
    return new BufferedOutputStream(
        to == null ? new FileOutputStream(FileDescriptor.out) : Files.newOutputStream(to));
  }

  private PrintWriter messages() {
    return Objects.requireNonNull(spec, "run by picocli").commandLine().getErr();
  }

  /// Reads cases and writes results until the end of the input.
  void run(InputStream in, OutputStream results) throws IOException {
    // Not a field: whatever starts makes this command, and few starts read cases.
    CaseReader reader = new CaseReader();
    ResultWriter writer = new ResultWriter();
    Lines lines = new Lines(in);
    byte[] line;
    while ((line = lines.next()) != null) {
      if (!Lines.isBlank(line)) {
        results.write(answer(reader, writer, line, lines.number()));
        results.flush();
      }
    }
  }

  private byte[] answer(CaseReader reader, ResultWriter writer, byte[] line, long number) {
    DecisionCase decisionCase;
    try {
      decisionCase = reader.read(line);
    } catch (CaseProblem problem) {
      errors++;
      return writer.error(number, problem.id(), problem.text());
    }
    try {
      return decide(writer, decisionCase);
    } catch (SchedulingFailure failure) {
      errors++;
      return writer.error(number, decisionCase.id(), String.valueOf(failure.getMessage()));
    }
  }

  /// The messages are read only if somebody wants reasons.
  private Explanation explanation() {
    Explanation known = explanation;
    if (known == null) {
      known = new Explanation(Language.of(Locale.forLanguageTag(language)));
      explanation = known;
    }
    return known;
  }

  private byte[] decide(ResultWriter writer, DecisionCase decisionCase) {
    long started = System.nanoTime();
    SchedulingReply reply = Scheduler.schedule(decisionCase.request());
    double took = (System.nanoTime() - started) / NANOS;
    decisions++;
    seconds += took;
    JsonNode reasons = null;
    if (explain) {
      List<Verdict> verdicts = Explanation.verdicts(decisionCase.request(), reply);
      Explanation words = explanation();
      words.lines(verdicts).forEach(text -> messages().println(decisionCase.id() + ": " + text));
      reasons = words.json(verdicts);
    }
    return writer.result(decisionCase.id(), reply, took, reasons);
  }
}
