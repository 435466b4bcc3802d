package io.murmuration.feed.bench;

import io.murmuration.event.Embedding;
import io.murmuration.event.EnrichedTweet;
import io.murmuration.event.Provenance;
import io.murmuration.event.SourcePosition;
import io.murmuration.event.Tweet;
import io.murmuration.feed.search.EmbeddingVersion;
import io.murmuration.feed.search.ModelFolders;
import io.murmuration.feed.search.ServingModels;
import io.murmuration.feed.search.TextEncoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Real texts with the vectors of the shipped encoder; seeded order. */
final class BenchCorpus implements AutoCloseable {
  private static final long SEED = 11;
  private static final int LEAST_CHARS = 20;

  private final Path models;
  private final EmbeddingVersion version;
  private final List<String> texts;
  private final List<float[]> vectors;
  private final TextEncoder encoder;

  private BenchCorpus(
      Path models,
      EmbeddingVersion version,
      List<String> texts,
      List<float[]> vectors,
      TextEncoder encoder) {
    this.models = models;
    this.version = version;
    this.texts = texts;
    this.vectors = vectors;
    this.encoder = encoder;
  }

  /**
   * @param folder of the encoder, {@code NAME/VERSION}
   * @param most texts that are taken
   */
  static BenchCorpus read(Path folder, List<Path> files, int most)
      throws IOException, InterruptedException {
    Set<String> distinct = new LinkedHashSet<>();
    for (Path file : files) {
      for (String line : Files.readAllLines(file)) {
        if (line.length() >= LEAST_CHARS) {
          distinct.add(line);
        }
      }
    }
    List<String> shuffled = new ArrayList<>(distinct);
    Collections.shuffle(shuffled, new Random(SEED));
    List<String> texts = List.copyOf(shuffled.subList(0, Math.min(most, shuffled.size())));
    Path models = folder.toAbsolutePath().getParent().getParent();
    EmbeddingVersion version =
        new EmbeddingVersion(
            folder.getParent().getFileName().toString(), folder.getFileName().toString());
    TextEncoder encoder =
        new ModelFolders(models, new ServingModels())
            .open(version)
            .orElseThrow(() -> new IOException("no encoder in " + folder));
    List<float[]> vectors = new ArrayList<>();
    for (String text : texts) {
      vectors.add(encoder.encode(text).orElseThrow());
    }
    return new BenchCorpus(models, version, texts, List.copyOf(vectors), encoder);
  }

  int size() {
    return texts.size();
  }

  Path models() {
    return models;
  }

  String text(int index) {
    return texts.get(index);
  }

  float[] vector(int index) {
    return vectors.get(index);
  }

  float[] encode(String text) throws InterruptedException {
    return encoder.encode(text).orElseThrow();
  }

  /**
   * @param mark a word that the text ends with; empty for none
   */
  EnrichedTweet post(int index, String id, String mark, Instant at) {
    String text = mark.isEmpty() ? texts.get(index) : texts.get(index) + " " + mark;
    return post(index, text, vectors.get(index), id, at);
  }

  EnrichedTweet post(long offset, String text, float[] vector, String id, Instant at) {
    List<Float> values = new ArrayList<>();
    for (float value : vector) {
      values.add(value);
    }
    Provenance none =
        new Provenance(new SourcePosition("bench", 0, offset), List.of(), null, null, at);
    return new EnrichedTweet(
        new Tweet(id, "bench", text, at, null, null, null, List.of(), List.of()),
        "en",
        new Embedding(version.model(), version.version(), values),
        List.of(),
        null,
        null,
        null,
        null,
        none);
  }

  @Override
  public void close() {
    encoder.close();
  }
}
