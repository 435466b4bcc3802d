package io.murmuration.cli.bench.models;

import io.murmuration.cli.bench.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The quality of the shipped models on sets that they were not trained on, beside baselines. */
public final class ModelsBench {
  public static final String NAME = "models";
  public static final String OURS = "encoder";

  private final Path sets;
  private final Path training;
  private final Path encoder;
  private final Consumer<String> progress;

  /**
   * @param sets the folder of data sets, beside the repository
   * @param training the folder with the text that the project made
   * @param encoder the model's folder
   */
  public ModelsBench(Path sets, Path training, Path encoder, Consumer<String> progress) {
    this.sets = sets;
    this.training = training;
    this.encoder = encoder;
    this.progress = progress;
  }

  /**
   * @throws NoSuchFileException if the data sets are not there
   */
  public List<Figure> run() throws IOException, InterruptedException {
    return run(true);
  }

  /** Without the baselines, which take most of the time, and without what the encoder costs. */
  public List<Figure> runOurs() throws IOException, InterruptedException {
    return run(false);
  }

  private List<Figure> run(boolean baselines) throws IOException, InterruptedException {
    if (!Files.isDirectory(sets)) {
      throw new NoSuchFileException(sets.toString());
    }
    DataSets data = new DataSets(sets, training);
    List<Figure> figures = new ArrayList<>();
    try (ServedEncoder served = new ServedEncoder(encoder)) {
      progress.accept("similarity and retrieval");
      figures.addAll(new SimilarityBench(data, served, baselines).run());
      progress.accept("heads");
      figures.addAll(new HeadsBench(data, new TopicTexts(data, training), served, baselines).run());
      progress.accept("languages");
      LanguageTexts texts = new LanguageTexts(sets, data);
      figures.addAll(new LanguageBench(texts, served, baselines).run());
      progress.accept("near-duplicates");
      figures.addAll(new DuplicatesBench(sets, served, baselines).run());
    }
    if (baselines) {
      progress.accept("size and time");
      figures.addAll(
          EncoderCost.measure(
              encoder,
              data.sentiment("val").examples().stream()
                  .map(LogisticRegression.Example::text)
                  .toList()));
    }
    return figures;
  }
}
