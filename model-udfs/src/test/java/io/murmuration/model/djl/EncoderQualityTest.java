package io.murmuration.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.inference.BatchLimits;
import io.murmuration.model.inference.InferenceOutcome;
import io.murmuration.model.inference.SharedModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Floors under what the shipped encoder's card says: the build fails when it falls below. */
class EncoderQualityTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("murmuration.models"), "encoder", "1.0.0");
  private static final Path SCORED =
      Path.of(System.getProperty("murmuration.shared"), "stsb-en-fr", "data");
  private static final Pattern FIELD = Pattern.compile("\"((?:[^\"]|\"\")*)\"|([^,]*)");

  private record Pair(String left, String right, double score) {}

  @Test
  void ranksEnglishPairsAsPeopleDo() throws Exception {
    assertThat(spearman(pairs("en"), pairs("en"))).isGreaterThan(0.725);
  }

  @Test
  void ranksFrenchPairsAsPeopleDo() throws Exception {
    assertThat(spearman(pairs("fr"), pairs("fr"))).isGreaterThan(0.71);
  }

  @Test
  void ranksPairsAcrossTheTwoLanguages() throws Exception {
    assertThat(spearman(pairs("en"), pairs("fr"))).isGreaterThan(0.635);
  }

  private static double spearman(List<Pair> lefts, List<Pair> rights) throws Exception {
    float[][] left = vectors(lefts.stream().map(Pair::left).toList());
    float[][] right = vectors(rights.stream().map(Pair::right).toList());
    double[] cosines =
        IntStream.range(0, left.length).mapToDouble(i -> dot(left[i], right[i])).toArray();
    double[] scores = lefts.stream().mapToDouble(Pair::score).toArray();
    return correlation(ranks(cosines), ranks(scores));
  }

  private static float[][] vectors(List<String> texts) throws Exception {
    try (var lease =
        SharedModels.acquire(new PostEncoderLoader(FOLDER.toString()), BatchLimits.defaults())) {
      List<CompletableFuture<InferenceOutcome<PostEncoding>>> answers = new ArrayList<>();
      for (String text : texts) {
        answers.add(lease.submit(text));
      }
      float[][] vectors = new float[texts.size()][];
      for (int i = 0; i < vectors.length; i++) {
        vectors[i] = ((InferenceOutcome.Done<PostEncoding>) answers.get(i).get()).output().vector();
      }
      return vectors;
    }
  }

  private static List<Pair> pairs(String language) throws Exception {
    Path file = SCORED.resolve("stsb-" + language + "-dev.csv");
    assumeThat(file).as("../shared/data/stsb-en-fr").exists();
    List<Pair> pairs = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      List<String> fields = fields(line);
      pairs.add(new Pair(fields.get(0), fields.get(1), Double.parseDouble(fields.get(2))));
    }
    return pairs;
  }

  private static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    Matcher matcher = FIELD.matcher(line);
    int at = 0;
    while (at <= line.length() && matcher.find(at)) {
      fields.add(
          matcher.group(1) == null ? matcher.group(2) : matcher.group(1).replace("\"\"", "\""));
      at = matcher.end() + 1;
    }
    return fields;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** Average ranks where values tie. */
  private static double[] ranks(double[] values) {
    Integer[] order = IntStream.range(0, values.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, (a, b) -> Double.compare(values[a], values[b]));
    double[] ranks = new double[values.length];
    for (int from = 0; from < order.length; ) {
      int to = from;
      while (to < order.length && values[order[to]] == values[order[from]]) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = (from + to - 1) / 2.0;
      }
      from = to;
    }
    return ranks;
  }

  private static double correlation(double[] a, double[] b) {
    double meanA = Arrays.stream(a).average().orElseThrow();
    double meanB = Arrays.stream(b).average().orElseThrow();
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - meanA) * (b[i] - meanB);
      aa += (a[i] - meanA) * (a[i] - meanA);
      bb += (b[i] - meanB) * (b[i] - meanB);
    }
    return ab / Math.sqrt(aa * bb);
  }
}
