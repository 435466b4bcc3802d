package io.murmuration.model.djl;

import io.murmuration.event.EngagementKind;
import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.LoadedModel;
import io.murmuration.model.inference.ModelLoader;
import io.murmuration.model.inference.ModelManifest;
import io.murmuration.model.rank.Engagements;
import io.murmuration.model.rank.RankFeature;
import io.murmuration.model.rank.RankScores;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Loads the timeline's ranker from a model's folder: rows of {@link RankFeature} to the probability
 * of each engagement.
 */
public final class RankerLoader implements ModelLoader<float[], RankScores> {
  private static final List<EngagementKind> HEADS = Engagements.HEADS;

  private final String directory;

  /**
   * @param directory as every task manager sees it
   */
  public RankerLoader(String directory) {
    this.directory = directory;
  }

  @Override
  public String key() {
    return "timeline-ranker:" + Path.of(directory).toAbsolutePath().normalize();
  }

  @Override
  public LoadedModel<float[], float[], RankScores> load() {
    ModelManifest.Verified verified = ModelManifest.verify(Path.of(directory));
    FeatureRows rows = FeatureRows.of(verified.manifest(), RankFeature.names());
    LabelHead head = LabelHead.of(verified.manifest(), "probabilities");
    List<String> heads = HEADS.stream().map(EngagementKind::name).toList();
    if (!head.labels().equals(heads)) {
      throw new FatalInferenceException(
          "%s predicts %s; the job reads %s".formatted(directory, head.labels(), heads));
    }
    OnnxRows<RankScores> network =
        OnnxRows.load(
            verified.directory(),
            rows.names().size(),
            heads.size(),
            RankerLoader::scores,
            RankerLoader::probabilities);
    return new LoadedModel<>(verified.identity(), rows, network, true);
  }

  private static RankScores scores(float[] row) {
    Map<EngagementKind, Float> scores = new EnumMap<>(EngagementKind.class);
    for (int i = 0; i < row.length; i++) {
      scores.put(HEADS.get(i), row[i]);
    }
    return new RankScores(scores);
  }

  private static float[] probabilities(RankScores scores) {
    float[] row = new float[HEADS.size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = scores.of(HEADS.get(i));
    }
    return row;
  }
}
