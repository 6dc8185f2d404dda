import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Holds every Java file of the build to google-java-format: `Format check DIR` or `Format apply DIR`.
///
/// It runs on the toolchain's JDK, because the formatter uses the compiler of the JVM it runs in,
/// and Maven's own JVM may be too old to read the language level we write.
final class Format {
  public static void main(String[] args) throws Exception {
    boolean apply = args[0].equals("apply");
    List<Path> wrong = new ArrayList<>();
    try (var files = Files.walk(Path.of(args[1]))) {
      for (Path file : (Iterable<Path>) files.filter(Format::isOurs)::iterator) {
        String source = Files.readString(file);
        String formatted = format(source, file);
        if (!formatted.equals(source)) {
          wrong.add(file);
          if (apply) {
            Files.writeString(file, formatted);
          }
        }
      }
    }
    if (!wrong.isEmpty() && !apply) {
      wrong.forEach(file -> System.err.println("not formatted: " + file));
      System.err.println("Run: mvn -N validate -Dformat=apply");
      System.exit(1);
    }
  }

  private static boolean isOurs(Path file) {
    String name = file.toString();
    return name.endsWith(".java") && !name.replace('\\', '/').contains("/target/");
  }

  private static String format(String source, Path file) throws IOException {
    try {
      String used = RemoveUnusedImports.removeUnusedImports(source);
      String ordered = ImportOrderer.reorderImports(used, JavaFormatterOptions.Style.GOOGLE);
      return new Formatter().formatSource(ordered);
    } catch (Exception e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }
}
