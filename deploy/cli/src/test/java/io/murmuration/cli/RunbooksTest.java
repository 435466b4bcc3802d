package io.murmuration.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the runbooks tell people to type is what the command takes. */
class RunbooksTest {
  private static final Path ROOT = Path.of(System.getProperty("murmuration.root"));
  private static final Path RUNBOOKS = ROOT.resolve("deploy/runbooks");

  /** Between back quotes, over line ends too, or a line of a block up to its comment. */
  private static final Pattern COMMAND =
      Pattern.compile("`\\./murmur([^`]*)`|(?m:^ {4}.*?\\./murmur(.*?)(?:\\s+#.*)?$)");

  private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");
  private static final Pattern PLACEHOLDER = Pattern.compile("[A-Z]{2,}");
  private static final Map<String, String> PLAUSIBLE =
      Map.of("OPERATOR", "encoder", "ID", "try", "FOLDER", "/models/1.4.0", "FILE", "out.prom");

  private static final Pattern ALERT =
      Pattern.compile("- alert: (\\w+).*?runbook: (\\S+)", Pattern.DOTALL);

  static Stream<Arguments> commands() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("docs/drill.md")));
    try (Stream<Path> runbooks = Files.list(RUNBOOKS)) {
      runbooks.sorted().forEach(pages::add);
    }
    List<Arguments> commands = new ArrayList<>();
    for (Path page : pages) {
      COMMAND
          .matcher(Files.readString(page))
          .results()
          .map(RunbooksTest::commandOf)
          .filter(command -> !command.isEmpty())
          .forEach(
              command -> commands.add(Arguments.of(ROOT.relativize(page).toString(), command)));
    }
    return commands.stream();
  }

  private static String commandOf(MatchResult found) {
    return (found.group(1) == null ? found.group(2) : found.group(1))
        .replaceAll("\\s+", " ")
        .strip();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void namesCommandsAndOptionsThatThereAre(String page, String command) {
    assertThatCode(() -> Murmur.commandLine().parseArgs(words(command)))
        .as("%s: ./murmur %s", page, command)
        .doesNotThrowAnyException();
  }

  private static String[] words(String command) {
    return WORD.matcher(command).results().map(RunbooksTest::word).toArray(String[]::new);
  }

  private static String word(MatchResult found) {
    if (found.group(3) == null) {
      return found.group(1) == null ? found.group(2) : found.group(1);
    }
    String word = found.group(3);
    if (PLACEHOLDER.matcher(word).matches()) {
      assertThat(PLAUSIBLE).as("a value for the placeholder %s", word).containsKey(word);
      return PLAUSIBLE.get(word);
    }
    return word;
  }

  @Test
  void findsTheCommandsOfEveryPage() throws IOException {
    Map<String, Integer> counts = new TreeMap<>();
    commands().forEach(each -> counts.merge((String) each.get()[0], 1, Integer::sum));

    assertThat(counts.keySet())
        .contains("docs/drill.md")
        .filteredOn(page -> page.startsWith("deploy/runbooks/"))
        .hasSameSizeAs(new HashSet<>(alerts().values()));
    assertThat(counts.values().stream().mapToInt(each -> each).sum()).isGreaterThan(50);
  }

  @Test
  void haveOneForEachAlertWithSymptomCheckCommandAndWhy() throws IOException {
    String contents = Files.readString(RUNBOOKS.resolve("README.md"));
    for (Map.Entry<String, String> alert : alerts().entrySet()) {
      Path runbook = ROOT.resolve(alert.getValue());

      assertThat(runbook).isRegularFile();
      assertThat(Files.readString(runbook))
          .as(alert.getValue())
          .contains("`" + alert.getKey() + "`")
          .containsSubsequence("**Symptom.**", "**Check.**", "**Command.**", "**Why.**");
      assertThat(contents)
          .containsPattern(
              "\\| [^|]*\\b%s\\b[^|]* \\| \\[%s\\]"
                  .formatted(alert.getKey(), runbook.getFileName()));
    }
  }

  /** Runbooks by alert. */
  private static Map<String, String> alerts() throws IOException {
    Map<String, String> alerts = new TreeMap<>();
    ALERT
        .matcher(Files.readString(ROOT.resolve("deploy/alerts/murmuration.yml")))
        .results()
        .forEach(found -> alerts.put(found.group(1), found.group(2)));
    assertThat(alerts).hasSizeGreaterThan(10);
    return alerts;
  }
}
