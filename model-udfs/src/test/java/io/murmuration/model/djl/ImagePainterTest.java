package io.murmuration.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.murmuration.model.image.ImageBrief;
import io.murmuration.model.image.Picture;
import io.murmuration.model.image.PreparedBrief;
import io.murmuration.model.inference.BatchLimits;
import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.InferenceOutcome;
import io.murmuration.model.inference.LoadedModel;
import io.murmuration.model.inference.LocalMemory;
import io.murmuration.model.inference.ModelLease;
import io.murmuration.model.inference.OutputOrigin;
import io.murmuration.model.inference.SharedModels;
import io.murmuration.model.inference.Urgency;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The shipped image model itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImagePainterTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("murmuration.models"), "ad-image", "1.1.0");
  private static final List<ImageBrief> BRIEFS =
      List.of(
          new ImageBrief("coffee", "warm", List.of("#6F4E37", "#D7B899", "#F5EBDD"), 1),
          new ImageBrief("tech", "elegant", List.of("#0D1B2A"), Long.MIN_VALUE),
          new ImageBrief("travel", "fresh", List.of("#118AB2", "#FFD166"), -3),
          new ImageBrief("games", "bold", List.of("#F72585", "#7209B7", "#3A0CA3", "#4CC9F0"), 4),
          new ImageBrief("pets", "playful", List.of("#FF6B35", "#004E89"), 5));

  private LoadedModel<ImageBrief, PreparedBrief, Picture> painter;
  private List<Picture> alone;

  @BeforeAll
  void paintEachAlone() throws Exception {
    painter = new ImagePainterLoader(FOLDER.toString(), 2).load();
    alone = new ArrayList<>();
    for (ImageBrief brief : BRIEFS) {
      alone.addAll(paint(painter, List.of(brief)));
    }
  }

  @AfterAll
  void close() {
    painter.close();
  }

  @Test
  void paintsTheSameBytesAloneAndInAnyBatch() throws Exception {
    assertThatBatchesAreAsAlone(painter);
  }

  @Test
  void remembersWhatItPainted(@TempDir Path folder) throws Exception {
    LocalMemory memory =
        new LocalMemory(folder.toString(), 1 << 20, Duration.ofDays(1), Duration.ofMinutes(1));
    InferenceOutcome<Picture> first = paintOnce(memory);

    InferenceOutcome<Picture> again = paintOnce(memory);

    assertThat(origin(first)).isEqualTo(OutputOrigin.COMPUTED);
    assertThat(origin(again)).isEqualTo(OutputOrigin.DISK);
    assertSame(((InferenceOutcome.Done<Picture>) again).output(), 0, "remembered");
  }

  private static InferenceOutcome<Picture> paintOnce(LocalMemory memory) throws Exception {
    try (ModelLease<ImageBrief, Picture> lease =
        SharedModels.acquire(
            new ImagePainterLoader(FOLDER.toString(), 1), BatchLimits.defaults(), memory)) {
      return lease.submit(BRIEFS.get(0), Urgency.FEED).get();
    }
  }

  private static OutputOrigin origin(InferenceOutcome<Picture> outcome) {
    return ((InferenceOutcome.Done<Picture>) outcome).origin();
  }

  @Test
  void paintsTheSameBytesOnOneThread() throws Exception {
    try (LoadedModel<ImageBrief, PreparedBrief, Picture> single =
        new ImagePainterLoader(FOLDER.toString(), 1).load()) {
      assertSame(paint(single, BRIEFS.subList(1, 2)).get(0), 1, "alone");
      assertThatBatchesAreAsAlone(single);
    }
  }

  private void assertThatBatchesAreAsAlone(LoadedModel<ImageBrief, PreparedBrief, Picture> model)
      throws Exception {
    for (int size : new int[] {2, 3, 5}) {
      List<Picture> batch = paint(model, BRIEFS.subList(BRIEFS.size() - size, BRIEFS.size()));
      for (int i = 0; i < size; i++) {
        assertSame(batch.get(i), BRIEFS.size() - size + i, size + " together");
      }
    }
  }

  private void assertSame(Picture picture, int index, String how) {
    assertThat(picture.rgb()).as(BRIEFS.get(index) + ", " + how).isEqualTo(alone.get(index).rgb());
  }

  @Test
  void paintsAnotherPictureFromAnotherSeed() throws Exception {
    ImageBrief first = BRIEFS.get(0);
    ImageBrief other =
        new ImageBrief(first.productClass(), first.mood(), first.palette(), first.seed() + 1);

    assertThat(paint(painter, List.of(other)).get(0).rgb()).isNotEqualTo(alone.get(0).rgb());
  }

  @Test
  void paintsInTheColoursOfThePalette() {
    assertThat(meanOf(alone.get(0), 16)).isGreaterThan(meanOf(alone.get(0), 0) + 30);
    assertThat(meanOf(alone.get(2), 0)).isGreaterThan(meanOf(alone.get(0), 0));
    assertThat(meanOf(alone.get(1), 8)).isLessThan(100);
  }

  /** Of one channel, from 0 to 255. */
  private static double meanOf(Picture picture, int shift) {
    double sum = 0;
    for (int i = 0; i < picture.width() * picture.height(); i++) {
      sum += picture.pixel(i % picture.width(), i / picture.width()) >> shift & 0xff;
    }
    return sum / (picture.width() * picture.height());
  }

  @Test
  void servesThroughSharedBatchesAndRefusesOneBriefAlone() throws Exception {
    BatchLimits two = new BatchLimits(2, 2_048, 8, 1, BatchLimits.defaults().backoff());
    try (ModelLease<ImageBrief, Picture> lease =
        SharedModels.acquire(new ImagePainterLoader(FOLDER.toString(), 2), two)) {
      var refused = lease.submit(new ImageBrief("weapons", "calm", List.of("#FFFFFF"), 1));
      var painted = lease.submit(BRIEFS.get(1));

      assertThat(refused.get()).isInstanceOf(InferenceOutcome.Rejected.class);
      assertThat(painted.get())
          .isInstanceOfSatisfying(
              InferenceOutcome.Done.class,
              done -> assertSame((Picture) done.output(), 1, "served"));
    }
  }

  @Test
  void refusesAFileThatDiffersFromItsDigest(@TempDir Path folder) throws Exception {
    Files.copy(FOLDER.resolve("manifest.json"), folder.resolve("manifest.json"));
    Files.writeString(folder.resolve("model.onnx"), "other");

    assertThatThrownBy(() -> new ImagePainterLoader(folder.toString()).load())
        .isInstanceOf(FatalInferenceException.class)
        .hasMessageContaining("model.onnx has sha256");
  }

  @Test
  void refusesAModelThatPaintsNothing() {
    Path encoder = FOLDER.resolve("../../encoder/1.4.0").normalize();

    assertThatThrownBy(() -> new ImagePainterLoader(encoder.toString()).load())
        .isInstanceOf(FatalInferenceException.class)
        .hasMessageContaining("needs image with times");
  }

  private static List<Picture> paint(
      LoadedModel<ImageBrief, PreparedBrief, Picture> model, List<ImageBrief> briefs)
      throws Exception {
    List<PreparedBrief> prepared = new ArrayList<>();
    for (ImageBrief brief : briefs) {
      prepared.add(model.preprocessor().prepare(brief));
    }
    return model.model().predict(prepared);
  }
}
