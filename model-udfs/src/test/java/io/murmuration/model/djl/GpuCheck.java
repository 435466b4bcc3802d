package io.murmuration.model.djl;

import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.image.ImageBrief;
import io.murmuration.model.image.Picture;
import io.murmuration.model.image.PreparedBrief;
import io.murmuration.model.inference.BatchLimits;
import io.murmuration.model.inference.ComputeDevice;
import io.murmuration.model.inference.LoadedModel;
import io.murmuration.model.inference.ModelLease;
import io.murmuration.model.inference.ModelLoader;
import io.murmuration.model.inference.SharedModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * What a GPU gives and how fast, beside the CPU of its machine: {@link GpuTest} runs it, as does
 * its main where no JUnit is.
 *
 * <p>Arguments: the folder of the shipped models, a file with a text a line, the device that stands
 * against the CPU, rounds and, if any, a folder with a sentence encoder of others.
 */
public final class GpuCheck {
  private static final int MOST_TEXTS = 16_384;
  private static final int COMPARED = 2_048;

  /** Fewer and larger calls than the defaults, which were chosen for two cores. */
  private static final BatchLimits WIDE =
      new BatchLimits(1_024, 32_768, 8_192, 3, Duration.ofMillis(100));

  private final Path models;
  private final List<String> texts;
  private final ComputeDevice device;
  private final int rounds;

  private GpuCheck(Path models, List<String> texts, ComputeDevice device, int rounds) {
    this.models = models;
    this.texts = texts;
    this.device = device;
    this.rounds = rounds;
  }

  /** See the class; exits with 1 where a part of it failed. */
  public static void main(String[] args) throws Exception {
    System.exit(run(args) ? 0 : 1);
  }

  /** False where a part of it failed; the others are done all the same. */
  static boolean run(String... args) throws Exception {
    List<String> lines = Files.readAllLines(Path.of(args[1]));
    List<String> texts = lines.stream().filter(l -> !l.isBlank()).limit(MOST_TEXTS).toList();
    GpuCheck check =
        new GpuCheck(
            Path.of(args[0]), texts, ComputeDevice.parse(args[2]), Integer.parseInt(args[3]));
    say("%d texts, %d cores, against %s", texts.size(), GpuTexts.cores(), check.device);
    boolean held = step(check::encoder) & step(check::painter);
    if (args.length > 4) {
      held &= step(() -> check.sentences(args[4]));
    }
    return held;
  }

  private interface Step {
    void run() throws Exception;
  }

  private static boolean step(Step step) {
    try {
      step.run();
      return true;
    } catch (Exception e) {
      e.printStackTrace();
      return false;
    }
  }

  static void say(String format, Object... values) {
    System.out.println("gpu-check: " + String.format(Locale.ROOT, format, values));
  }

  private void encoder() throws Exception {
    String folder = models.resolve("encoder/1.4.0").toString();
    say("auto is %s", new PostEncoderLoader(folder, 0, ComputeDevice.AUTO).forSubtask(0).key());
    Function<ComputeDevice, ModelLoader<String, PostEncoding>> on =
        place -> new PostEncoderLoader(folder, 0, place);
    try (LoadedModel<String, long[], PostEncoding> cpu =
            new PostEncoderLoader(folder, 0, ComputeDevice.CPU).load();
        LoadedModel<String, long[], PostEncoding> gpu =
            new PostEncoderLoader(folder, 0, device).load()) {
      var compared = new GpuAgreement("encoder 1.4.0", texts.subList(0, COMPARED));
      compared.vectors(cpu, gpu, PostEncoding::vector);
      compared.labels(cpu, gpu);
      compared.sameBytes("cpu", cpu, PostEncoding::vector);
      compared.sameBytes(device.toString(), gpu, PostEncoding::vector);
    }
    if (rounds > 0) {
      rates("encoder 1.4.0", on);
      threads(folder);
      ceilings("encoder 1.4.0", place -> new PostEncoderLoader(folder, 1, place).load(), texts);
    }
  }

  private void sentences(String folder) throws Exception {
    Function<ComputeDevice, SentenceEncoderLoader> on =
        place ->
            new SentenceEncoderLoader(folder, SentenceEncoderLoader.Pooling.MEAN, 128, 0, place);
    String name = "transformer";
    try (LoadedModel<String, long[], float[]> cpu = on.apply(ComputeDevice.CPU).load();
        LoadedModel<String, long[], float[]> gpu = on.apply(device).load()) {
      var compared = new GpuAgreement(name, texts.subList(0, COMPARED / 4));
      compared.vectors(cpu, gpu, Function.identity());
      compared.sameBytes("cpu", cpu, Function.identity());
      compared.sameBytes(device.toString(), gpu, Function.identity());
    }
    if (rounds > 0) {
      rates(name, on::apply);
      ceilings(
          name,
          place ->
              new SentenceEncoderLoader(folder, SentenceEncoderLoader.Pooling.MEAN, 128, 1, place)
                  .load(),
          texts.subList(0, 2 * COMPARED));
    }
  }

  /** Of one call on the CPU. */
  private void threads(String folder) throws Exception {
    List<ModelLease<String, PostEncoding>> leases = new ArrayList<>();
    GpuRounds rounded = new GpuRounds("encoder 1.4.0, served on the cpu", "texts/s");
    for (int threads = 1; threads <= GpuTexts.cores(); threads *= 2) {
      PostEncoderLoader loader = new PostEncoderLoader(folder, threads);
      leases.add(SharedModels.acquire(loader, BatchLimits.defaults()));
      rounded.arm(threads + " threads", GpuTexts.served(leases.get(leases.size() - 1), texts));
    }
    rounded.run(rounds);
    leases.forEach(ModelLease::close);
  }

  /** Through the batcher. */
  private <O> void rates(String name, Function<ComputeDevice, ModelLoader<String, O>> on)
      throws Exception {
    GpuRounds rates = new GpuRounds(name + ", served", "texts/s");
    GpuRounds lone = new GpuRounds(name + ", a text alone, p50", "ms");
    try (ModelLease<String, O> cpu =
            SharedModels.acquire(on.apply(ComputeDevice.CPU), BatchLimits.defaults());
        ModelLease<String, O> gpu =
            SharedModels.acquire(on.apply(device), BatchLimits.defaults())) {
      rates.arm("cpu", GpuTexts.served(cpu, texts)).arm(device + "", GpuTexts.served(gpu, texts));
      rates.run(rounds);
      lone.arm("cpu", GpuTexts.lone(cpu, texts)).arm(device + "", GpuTexts.lone(gpu, texts));
      lone.run(rounds);
    }
    try (ModelLease<String, O> cpu = SharedModels.acquire(on.apply(ComputeDevice.CPU), WIDE);
        ModelLease<String, O> gpu = SharedModels.acquire(on.apply(device), WIDE)) {
      new GpuRounds(name + ", served in batches up to 1,024", "texts/s")
          .arm("cpu", GpuTexts.served(cpu, texts))
          .arm(device + "", GpuTexts.served(gpu, texts))
          .run(rounds);
    }
  }

  /** No queue, no tokenizer: what the batches could come to. */
  private <O> void ceilings(
      String name, Function<ComputeDevice, LoadedModel<String, long[], O>> load, List<String> some)
      throws Exception {
    List<LoadedModel<String, long[], O>> copies = new ArrayList<>();
    try (LoadedModel<String, long[], O> gpu = load.apply(device)) {
      for (int i = 0; i < GpuTexts.cores(); i++) {
        copies.add(load.apply(ComputeDevice.CPU));
      }
      BatchLimits usual = BatchLimits.defaults();
      new GpuRounds(name + ", network alone", "texts/s")
          .arm("cpu, a copy a core, 64 rows", GpuTexts.ready(copies, some, usual))
          .arm(device + ", 64 rows", GpuTexts.ready(List.of(gpu), some, usual))
          .arm(device + ", 1,024 rows", GpuTexts.ready(List.of(gpu), some, WIDE))
          .run(rounds);
    } finally {
      copies.forEach(LoadedModel::close);
    }
  }

  private void painter() throws Exception {
    String folder = models.resolve("ad-image/1.1.0").toString();
    try (LoadedModel<ImageBrief, PreparedBrief, Picture> cpu =
            new ImagePainterLoader(folder, 0, ComputeDevice.CPU).load();
        LoadedModel<ImageBrief, PreparedBrief, Picture> gpu =
            new ImagePainterLoader(folder, 0, device).load()) {
      List<PreparedBrief> briefs = new ArrayList<>();
      for (long seed = 1; seed <= 8; seed++) {
        briefs.add(
            cpu.preprocessor()
                .prepare(new ImageBrief("coffee", "warm", List.of("#6F4E37", "#D7B899"), seed)));
      }
      GpuAgreement.pictures(cpu, gpu, briefs);
      new GpuRounds("ad-image 1.1.0", "ms a picture")
          .arm("cpu, one", () -> paint(cpu, briefs.subList(0, 1)))
          .arm(device + ", one", () -> paint(gpu, briefs.subList(0, 1)))
          .arm(device + ", one after two", () -> paintOnce(gpu, briefs))
          .arm("cpu, eight together", () -> paint(cpu, briefs))
          .arm(device + ", eight together", () -> paint(gpu, briefs))
          .run(rounds);
    }
  }

  /** Of three calls after one of the same size: cuDNN plans anew when the size changes. */
  private static double paint(
      LoadedModel<ImageBrief, PreparedBrief, Picture> painter, List<PreparedBrief> briefs) {
    painter.model().predict(briefs);
    long start = System.nanoTime();
    for (int i = 0; i < 3; i++) {
      painter.model().predict(briefs);
    }
    return (System.nanoTime() - start) / 3e6 / briefs.size();
  }

  private static double paintOnce(
      LoadedModel<ImageBrief, PreparedBrief, Picture> painter, List<PreparedBrief> briefs) {
    painter.model().predict(briefs.subList(0, 2));
    long start = System.nanoTime();
    painter.model().predict(briefs.subList(0, 1));
    return (System.nanoTime() - start) / 1e6;
  }
}
