package io.murmuration.cli.bench.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.murmuration.cli.bench.BenchSettings;
import io.murmuration.cli.bench.Figure;
import io.murmuration.cli.bench.models.DataSets;
import io.murmuration.devstack.StackException;
import io.murmuration.jobs.enrich.EnrichTweetsJob;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The search benchmark, which runs in feed-view's own JVM: its RocksDB and that of this class path
 * are two builds of one package.
 */
public final class SearchBench {
  public static final String NAME = "search";

  /** The arm that the others are compared with. */
  public static final String AGAINST = "exact scan";

  private static final String MAIN = "io.murmuration.feed.bench.SearchBenchMain";
  private static final List<String> TEXTS =
      List.of(
          "tweeteval/datasets/sentiment/val_text.txt",
          "open-text/commonvoice-en/sentences.txt",
          "open-text/commonvoice-fr/sentences.txt");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path home;
  private final Path encoder;
  private final Path sets;
  private final DataSets data;
  private final boolean quick;
  private final Consumer<String> progress;

  public SearchBench(BenchSettings settings) {
    this.home = settings.root().resolve("feed-view/target");
    this.encoder = settings.models().resolve(EnrichTweetsJob.ENCODER);
    this.sets = settings.sets();
    this.data = new DataSets(sets, settings.training().resolve("encoder"));
    this.quick = settings.quick();
    this.progress = settings.progress();
  }

  /**
   * @throws StackException if it can't be measured
   */
  public List<Figure> run() throws StackException, IOException, InterruptedException {
    for (String text : TEXTS) {
      if (!Files.isRegularFile(sets.resolve(text))) {
        throw new StackException(
            "no data set at " + sets.resolve(text) + ": name their folder with --sets DIR");
      }
    }
    Path work = Files.createTempDirectory("murmur-search");
    try {
      return figures(measured(work));
    } finally {
      delete(work);
    }
  }

  private JsonNode measured(Path work) throws StackException, IOException, InterruptedException {
    Path translations = Files.write(work.resolve("translations.tsv"), translations());
    Process child = new ProcessBuilder(command(work, translations)).start();
    Thread errors = new Thread(() -> pass(child), "search-bench-progress");
    errors.start();
    String last = "";
    try (BufferedReader out = lines(child.getInputStream())) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        last = line;
      }
      if (child.waitFor() != 0) {
        throw new StackException("the search benchmark ended with code " + child.exitValue());
      }
      return JSON.readTree(last);
    } finally {
      child.destroyForcibly();
      errors.join();
    }
  }

  /** An English sentence and its French, a tab between. */
  private List<String> translations() throws IOException {
    return data.translations().stream().map(each -> each.english() + "\t" + each.french()).toList();
  }

  private List<String> command(Path work, Path translations) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Dai.djl.offline=true",
                "-DOPT_OUT_TRACKING=true",
                "-Dorg.apache.avro.SERIALIZABLE_PACKAGES="
                    + System.getProperty("org.apache.avro.SERIALIZABLE_PACKAGES"),
                "-cp",
                home.resolve("classes") + File.pathSeparator + home.resolve("lib") + "/*",
                MAIN,
                "--encoder=" + encoder,
                "--translations=" + translations,
                "--work=" + work.resolve("indexes")));
    TEXTS.forEach(text -> command.add("--texts=" + sets.resolve(text)));
    if (quick) {
      command.add("--quick");
    }
    return command;
  }

  private void pass(Process child) {
    try (BufferedReader errors = lines(child.getErrorStream())) {
      errors.lines().filter(line -> line.startsWith("search:")).forEach(progress);
    } catch (IOException e) {
      progress.accept("search: " + e);
    }
  }

  private static BufferedReader lines(java.io.InputStream in) {
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  private static List<Figure> figures(JsonNode measured) {
    List<Figure> figures = new ArrayList<>();
    for (JsonNode each : measured) {
      List<Double> repeats = new ArrayList<>();
      each.path("repeats").forEach(value -> repeats.add(value.asDouble()));
      figures.add(
          Figure.ofRepeats(
              NAME,
              each.path("arm").asText(),
              each.path("metric").asText(),
              each.path("unit").asText(),
              repeats));
    }
    return figures;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
