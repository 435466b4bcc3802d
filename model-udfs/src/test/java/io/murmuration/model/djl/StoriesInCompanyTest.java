package io.murmuration.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.murmuration.model.generate.ContinuousBatch;
import io.murmuration.model.generate.Generation;
import io.murmuration.model.generate.GenerationLimits;
import io.murmuration.model.generate.GenerationRequest;
import io.murmuration.model.generate.GenerativeTokenizer;
import io.murmuration.model.generate.LoadedDecoder;
import io.murmuration.model.generate.Sampling;
import io.murmuration.model.generate.TokenConstraint;
import io.murmuration.model.inference.ManualDevice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** One seed gives one story, whoever else is served. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoriesInCompanyTest {
  private static final Path GGUF =
      Path.of(System.getProperty("murmuration.shared"), "model-vespa/llm/tinyllm.gguf");
  private static final int COUNT = 24;
  private static final int SHARED_PREFIX = 9;

  private List<GenerationRequest> requests;
  private List<int[]> alone;

  @BeforeAll
  void writeEachAlone() throws Exception {
    assumeThat(GGUF).as("../shared/data/model-vespa").exists();
    try (GenerativeTokenizer tokenizer = DecoderLoader.ggufTokenizer(GGUF)) {
      requests = IntStream.range(0, COUNT).mapToObj(i -> request(tokenizer, i)).toList();
    }
    alone = new ArrayList<>();
    for (GenerationRequest each : requests) {
      alone.addAll(write(List.of(each), 1, 1, new Random(0)));
    }
  }

  @Test
  void writesDifferentStories() {
    assertThat(alone.stream().map(List::of).distinct()).hasSize(COUNT);
    assertThat(alone).anySatisfy(tokens -> assertThat(tokens).hasSizeGreaterThan(60));
  }

  @Test
  void writesTheSameWhoeverJoinsAndLeaves() throws Exception {
    for (int slots : new int[] {1, 3, 16}) {
      for (int threads : new int[] {1, 2}) {
        Random random = new Random(slots);
        List<Integer> order = new ArrayList<>(IntStream.range(0, COUNT).boxed().toList());
        Collections.shuffle(order, random);
        List<int[]> together =
            write(order.stream().map(requests::get).toList(), slots, threads, random);
        for (int i = 0; i < COUNT; i++) {
          assertThat(together.get(i))
              .as("story %d, %d slots, %d threads", order.get(i), slots, threads)
              .isEqualTo(alone.get(order.get(i)));
        }
      }
    }
  }

  /** New requests come while others are written, and some are given up. */
  private static List<int[]> write(
      List<GenerationRequest> requests, int slots, int threads, Random random) throws Exception {
    GenerationLimits limits = new GenerationLimits(slots, 32, 64, 1_000, 1 << 20, 1, Duration.ZERO);
    ManualDevice device = new ManualDevice();
    LoadedDecoder decoder = new DecoderLoader(threads).gguf(GGUF);
    List<CompletableFuture<Generation>> answers = new ArrayList<>();
    try (GenerativeTokenizer tokenizer = decoder.tokenizer();
        ContinuousBatch batch = new ContinuousBatch(decoder.step(), limits, device)) {
      for (GenerationRequest each : requests) {
        answers.add(batch.submit(each));
        if (requests.size() > 1) {
          CompletableFuture<Generation> abandoned = batch.submit(each);
          device.run(random.nextInt(12));
          abandoned.cancel(false);
        }
      }
      device.runAll();
    }
    List<int[]> written = new ArrayList<>();
    for (CompletableFuture<Generation> each : answers) {
      written.add(each.get().tokens());
    }
    return written;
  }

  private static GenerationRequest request(GenerativeTokenizer tokenizer, int i) {
    Random random = new Random(i);
    int[] begin = tokenizer.encode("One day, a little " + "very ".repeat(random.nextInt(8)));
    int[] prompt = new int[begin.length + 1];
    prompt[0] = 1;
    System.arraycopy(begin, 0, prompt, 1, begin.length);
    Sampling sampling = new Sampling(1, 0, 1, 0, i, 5 + random.nextInt(90), Set.of(1));
    int shared = prompt.length > SHARED_PREFIX ? i % 2 * SHARED_PREFIX : 0;
    return new GenerationRequest(prompt, sampling, TokenConstraint.ANYTHING, shared);
  }
}
