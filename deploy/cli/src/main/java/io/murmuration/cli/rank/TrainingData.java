package io.murmuration.cli.rank;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.murmuration.event.EngagementKind;
import io.murmuration.loadgen.world.WorldEvent.Viewed;
import io.murmuration.model.rank.AdFeature;
import io.murmuration.model.rank.Engagements;
import io.murmuration.model.rank.RankFeature;
import io.murmuration.model.rank.RankFeatures;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Writes what the rankers are trained on: {@code NAME.f32}, rows of little-endian floats, and
 * {@code NAME.json} with the names of their columns: features, labels, and the reader or the
 * impression's number in the order of time.
 */
public final class TrainingData {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long[] SEEDS = {1, 2, 3};
  private static final int AD_WORLDS = 10;
  private static final int ADS_A_WORLD = 120_000;
  private static final int PEOPLE = 3_000;
  private static final Duration LENGTH = Duration.ofDays(4);
  private static final Duration WARM_UP = Duration.ofHours(6);

  private final Path folder;

  public TrainingData(Path folder) {
    this.folder = folder;
  }

  /** Impressions of simulated worlds, as a feed that explores logs them. */
  public void writeTimeline() throws IOException {
    List<String> heads = Engagements.HEADS.stream().map(EngagementKind::name).toList();
    describe("timeline", RankFeature.names(), heads, "reader");
    try (OutputStream out = open("timeline")) {
      for (int world = 0; world < SEEDS.length; world++) {
        int firstReader = world * PEOPLE;
        new WorldRun(
                PEOPLE,
                SEEDS[world],
                LENGTH,
                (person, at, candidates) -> {},
                (view, features) -> writeView(out, view, features, firstReader))
            .run();
      }
    }
  }

  /** Impressions of simulated worlds of ads, and those of open-bandit that are for training. */
  public void writeAds(Path sets) throws IOException {
    writeSimulatedAds();
    describe("ads", AdFeature.names(), List.of("click"), "number");
    List<OpenBandit.Row> rows = OpenBandit.training(OpenBandit.read(sets));
    try (OutputStream out = open("ads")) {
      for (int i = 0; i < rows.size(); i++) {
        writeAd(out, rows.get(i).features(), rows.get(i).clicked(), i);
      }
    }
  }

  private void writeSimulatedAds() throws IOException {
    describe("simulated-ads", AdFeature.names(), List.of("click"), "world");
    try (OutputStream out = open("simulated-ads")) {
      for (int world = 0; world < AD_WORLDS; world++) {
        SimulatedAds ads = new SimulatedAds(world + 1);
        for (int i = 0; i < ADS_A_WORLD; i++) {
          SimulatedAds.Row row = ads.next();
          writeAd(out, row.features(), row.clicked(), world);
        }
      }
    }
  }

  private static void writeAd(OutputStream out, float[] features, boolean clicked, float group)
      throws IOException {
    write(out, features, new float[] {clicked ? 1 : 0}, group);
  }

  private static void writeView(OutputStream out, Viewed view, float[] features, int firstReader) {
    if (view.atMillis() < WorldRun.after(WARM_UP)) {
      return;
    }
    float[] labels = new float[Engagements.HEADS.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = view.did().contains(Engagements.HEADS.get(i)) ? 1 : 0;
    }
    try {
      write(
          out,
          RankFeatures.atPosition(features, view.position()),
          labels,
          firstReader + view.person());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(OutputStream out, float[] features, float[] labels, float group)
      throws IOException {
    ByteBuffer row =
        ByteBuffer.allocate((features.length + labels.length + 1) * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    row.asFloatBuffer().put(features).put(labels).put(group);
    out.write(row.array());
  }

  private OutputStream open(String name) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(folder.resolve(name + ".f32")), 1 << 20);
  }

  private void describe(String name, List<String> features, List<String> labels, String group)
      throws IOException {
    ObjectNode node = JSON.createObjectNode();
    node.set("features", JSON.valueToTree(features));
    node.set("labels", JSON.valueToTree(labels));
    node.put("group", group);
    Files.createDirectories(folder);
    JSON.writeValue(folder.resolve(name + ".json").toFile(), node);
  }
}
