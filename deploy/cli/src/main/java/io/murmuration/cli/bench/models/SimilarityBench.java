package io.murmuration.cli.bench.models;

import io.murmuration.cli.bench.Figure;
import io.murmuration.cli.bench.Interval;
import io.murmuration.cli.bench.models.DataSets.Pair;
import io.murmuration.model.embed.PostEncoding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * How well the encoder's vectors rank pairs and find paraphrases, beside bags of words, their
 * singular vectors and BM25.
 */
final class SimilarityBench {
  private static final int QUERIES = 1_000;
  private static final int FOUND_WITHIN = 10;
  private static final long SEED = 3;
  private static final String WORDS = "TF-IDF words";

  private final DataSets data;
  private final ServedEncoder encoder;
  private final boolean baselines;
  private final List<Figure> figures = new ArrayList<>();
  private Map<String, TfIdf> bags;
  private Map<String, Function<String, float[]>> learnt;

  private interface Measure {
    double of(int[] rows, double[] found, double[] truth);
  }

  SimilarityBench(DataSets data, ServedEncoder encoder, boolean baselines) {
    this.data = data;
    this.encoder = encoder;
    this.baselines = baselines;
  }

  List<Figure> run() throws IOException, InterruptedException {
    List<Pair> english = data.similarity("en");
    List<Pair> french = data.similarity("fr");
    List<Pair> across =
        IntStream.range(0, english.size())
            .mapToObj(
                i -> new Pair(english.get(i).left(), french.get(i).right(), english.get(i).score()))
            .toList();
    pairs("stsb en, Spearman", english, Metrics::spearman);
    pairs("stsb fr, Spearman", french, Metrics::spearman);
    pairs("stsb en-fr, Spearman", across, Metrics::spearman);
    List<Pair> tweets = data.tweetParaphrases();
    pairs("tweet paraphrases, average precision", tweets, Metrics::averagePrecision);
    retrieval(tweets);
    return figures;
  }

  private Map<String, TfIdf> bags() throws IOException {
    if (bags == null) {
      List<String> texts = data.everydayLines();
      bags = new TreeMap<>();
      bags.put(WORDS, TfIdf.words(texts));
      bags.put("TF-IDF characters", TfIdf.characters(texts));
    }
    return bags;
  }

  private void pairs(String metric, List<Pair> pairs, Measure measure)
      throws IOException, InterruptedException {
    List<PostEncoding> left = encoder.encode(pairs.stream().map(Pair::left).toList());
    List<PostEncoding> right = encoder.encode(pairs.stream().map(Pair::right).toList());
    double[] truth = pairs.stream().mapToDouble(Pair::score).toArray();
    double[] ours =
        IntStream.range(0, pairs.size())
            .mapToDouble(i -> ServedEncoder.cosine(left.get(i).vector(), right.get(i).vector()))
            .toArray();
    add(metric, encoder.arm(), ours, truth, measure);
    if (baselines) {
      for (Map.Entry<String, TfIdf> bag : bags().entrySet()) {
        add(metric, bag.getKey(), cosines(bag.getValue(), pairs), truth, measure);
      }
      for (Map.Entry<String, Function<String, float[]>> vectors : learnt().entrySet()) {
        add(metric, vectors.getKey(), cosines(vectors.getValue(), pairs), truth, measure);
      }
    }
  }

  private Map<String, Function<String, float[]>> learnt() throws IOException {
    if (learnt == null) {
      LatentSemantics factors = new LatentSemantics(data.documents());
      learnt = new TreeMap<>();
      learnt.put("TF-IDF + SVD", factors::vector);
      learnt.put("mean word vectors (SVD, idf)", factors::meanOfWords);
    }
    return learnt;
  }

  private static double[] cosines(Function<String, float[]> vectors, List<Pair> pairs) {
    return pairs.stream()
        .mapToDouble(p -> ServedEncoder.cosine(vectors.apply(p.left()), vectors.apply(p.right())))
        .toArray();
  }

  private static double[] cosines(TfIdf tfIdf, List<Pair> pairs) {
    return pairs.stream()
        .mapToDouble(p -> TfIdf.cosine(tfIdf.vector(p.left()), tfIdf.vector(p.right())))
        .toArray();
  }

  private void add(String metric, String arm, double[] found, double[] truth, Measure measure) {
    add(metric, arm, Interval.of(baselines, truth.length, rows -> measure.of(rows, found, truth)));
  }

  private void add(String metric, String arm, Interval interval) {
    figures.add(Figure.withInterval(ModelsBench.NAME, arm, metric, "", interval));
  }

  /** A tweet's paraphrase is to be among the ten nearest of all tweets. */
  private void retrieval(List<Pair> tweets) throws IOException, InterruptedException {
    List<String> documents =
        List.copyOf(new LinkedHashSet<>(tweets.stream().map(Pair::right).toList()));
    List<Pair> alike =
        new ArrayList<>(
            tweets.stream()
                .filter(pair -> pair.score() > 0 && !pair.left().equals(pair.right()))
                .toList());
    java.util.Collections.shuffle(alike, new Random(SEED));
    List<Pair> queries = alike.subList(0, Math.min(QUERIES, alike.size()));
    List<String> asked = queries.stream().map(Pair::left).toList();
    recall(encoder.arm(), queries, documents, vectors(documents), vectors(asked));
    if (!baselines) {
      return;
    }
    Bm25 bm25 = new Bm25(documents);
    recall("BM25", queries, documents, query -> bm25.scores(queries.get(query).left()));
    TfIdf words = bags().get(WORDS);
    List<Map<String, Double>> vectorsOfWords = documents.stream().map(words::vector).toList();
    recall(
        WORDS,
        queries,
        documents,
        query -> {
          Map<String, Double> bag = words.vector(queries.get(query).left());
          return vectorsOfWords.stream().mapToDouble(other -> TfIdf.cosine(bag, other)).toArray();
        });
    for (Map.Entry<String, Function<String, float[]>> vectors : learnt().entrySet()) {
      recall(
          vectors.getKey(),
          queries,
          documents,
          documents.stream().map(vectors.getValue()).toArray(float[][]::new),
          asked.stream().map(vectors.getValue()).toArray(float[][]::new));
    }
  }

  private float[][] vectors(List<String> texts) throws InterruptedException {
    return encoder.encode(texts).stream().map(PostEncoding::vector).toArray(float[][]::new);
  }

  private void recall(
      String arm, List<Pair> queries, List<String> documents, float[][] vectors, float[][] asked) {
    recall(
        arm,
        queries,
        documents,
        query ->
            Arrays.stream(vectors)
                .mapToDouble(v -> ServedEncoder.cosine(asked[query], v))
                .toArray());
  }

  private void recall(
      String arm, List<Pair> queries, List<String> documents, IntFunction<double[]> scoresOf) {
    double[] found = new double[queries.size()];
    for (int query = 0; query < found.length; query++) {
      double[] scores = scoresOf.apply(query);
      int self = documents.indexOf(queries.get(query).left());
      double wanted = scores[documents.indexOf(queries.get(query).right())];
      int better = 0;
      for (int i = 0; i < scores.length; i++) {
        better += scores[i] > wanted && i != self ? 1 : 0;
      }
      found[query] = better < FOUND_WITHIN ? 1 : 0;
    }
    add(
        "tweet paraphrases, recall@10",
        arm,
        Interval.of(
            baselines,
            found.length,
            rows -> Arrays.stream(rows).mapToDouble(i -> found[i]).average().orElse(0)));
  }
}
