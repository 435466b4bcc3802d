package io.murmuration.cli.bench.models;

import io.murmuration.cli.bench.Figure;
import io.murmuration.model.djl.PostEncoderLoader;
import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.inference.LoadedModel;
import io.murmuration.model.inference.RejectedInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the encoder costs: its files, and its time on one thread, tokenizer included. */
final class EncoderCost {
  private static final int POSTS = 2_048;
  private static final int REPEATS = 7;
  private static final int[] BATCHES = {1, 32};

  private EncoderCost() {}

  static List<Figure> measure(Path folder, List<String> texts) {
    List<String> posts = texts.subList(0, Math.min(POSTS, texts.size()));
    List<Figure> figures = new ArrayList<>();
    try (LoadedModel<String, long[], PostEncoding> model =
        new PostEncoderLoader(folder.toString(), 1).load()) {
      String arm = model.identity().name() + " " + model.identity().version();
      figures.add(ShippedSize.figure(ModelsBench.NAME, arm, folder));
      for (int batch : BATCHES) {
        run(model, posts, batch);
        List<Double> repeats = new ArrayList<>();
        for (int i = 0; i < REPEATS; i++) {
          long start = System.nanoTime();
          run(model, posts, batch);
          repeats.add((System.nanoTime() - start) / 1e6 / posts.size());
        }
        String metric = "time on one core, batches of " + batch;
        figures.add(Figure.ofRepeats(ModelsBench.NAME, arm, metric, "ms a post", repeats));
      }
    }
    return figures;
  }

  /** Posts of like length share a batch, as in the jobs. */
  private static void run(
      LoadedModel<String, long[], PostEncoding> model, List<String> posts, int batch) {
    Map<Integer, List<long[]>> waiting = new TreeMap<>();
    for (String post : posts) {
      long[] tokens = tokens(model, post);
      List<long[]> alike =
          waiting.computeIfAbsent(
              model.preprocessor().paddedTokens(tokens), length -> new ArrayList<>());
      alike.add(tokens);
      if (alike.size() == batch) {
        model.model().predict(alike);
        alike.clear();
      }
    }
    waiting.values().stream().filter(rest -> !rest.isEmpty()).forEach(model.model()::predict);
  }

  private static long[] tokens(LoadedModel<String, long[], PostEncoding> model, String post) {
    try {
      return model.preprocessor().prepare(post);
    } catch (RejectedInputException e) {
      throw new IllegalStateException("the encoder refused: " + post, e);
    }
  }
}
