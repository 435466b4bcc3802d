package io.murmuration.model.djl;

import ai.djl.inference.Predictor;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.ZooModel;
import ai.djl.translate.TranslateException;
import io.murmuration.model.image.GaussianNoise;
import io.murmuration.model.image.Picture;
import io.murmuration.model.image.PreparedBrief;
import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.Model;
import io.murmuration.model.inference.ModelManifest;
import io.murmuration.model.inference.RejectedInputException;
import java.util.ArrayList;
import java.util.List;

/**
 * A flow from noise to pictures: the graph gives the velocity of {@code x [batch, 3, height,
 * width]} at a time, Euler's method follows it.
 */
final class OnnxImagePainter implements Model<PreparedBrief, Picture> {
  private static final int CHANNELS = 3;

  private final ZooModel<NDList, NDList> model;
  private final Predictor<NDList, NDList> predictor;
  private final ModelManifest.Image image;
  private final DirectFloats pictures = new DirectFloats();
  private final DirectFloats times = new DirectFloats();
  private final DirectLongs classes = new DirectLongs();
  private final DirectLongs moods = new DirectLongs();
  private final DirectFloats palettes = new DirectFloats();
  private final DirectFloats masks = new DirectFloats();

  OnnxImagePainter(ZooModel<NDList, NDList> model, ModelManifest.Image image) {
    this.model = model;
    this.predictor = model.newPredictor();
    this.image = image;
  }

  @Override
  public List<Picture> predict(List<PreparedBrief> briefs) {
    int size = CHANNELS * image.width() * image.height();
    float[] x = new float[briefs.size() * size];
    for (int row = 0; row < briefs.size(); row++) {
      GaussianNoise.fill(briefs.get(row).seed(), image.noise(), x, row * size, size);
    }
    for (int step = 0; step + 1 < image.times().size(); step++) {
      float now = image.times().get(step);
      float length = image.times().get(step + 1) - now;
      float[] velocity = velocity(x, now, briefs);
      for (int i = 0; i < x.length; i++) {
        x[i] += length * velocity[i];
      }
    }
    List<Picture> painted = new ArrayList<>(briefs.size());
    for (int row = 0; row < briefs.size(); row++) {
      painted.add(Picture.ofPlanes(x, row * size, image.width(), image.height()));
    }
    return painted;
  }

  private float[] velocity(float[] x, float time, List<PreparedBrief> briefs) {
    try (NDManager manager = model.getNDManager().newSubManager()) {
      NDList outputs = predictor.predict(inputs(manager, x, time, briefs));
      outputs.attach(manager);
      float[] found = outputs.get(0).toFloatArray();
      if (found.length != x.length) {
        throw new FatalInferenceException(
            "the painter gave %d numbers for %d: its manifest is of another model"
                .formatted(found.length, x.length));
      }
      return found;
    } catch (TranslateException e) {
      throw EngineFailures.of("the painter failed", e);
    }
  }

  private NDList inputs(NDManager manager, float[] x, float time, List<PreparedBrief> briefs) {
    int rows = briefs.size();
    pictures.start(x.length).put(x);
    times.start(rows).put(time, rows);
    classes.start(rows);
    moods.start(rows);
    palettes.start(rows * briefs.get(0).palette().length);
    masks.start(rows * briefs.get(0).mask().length);
    for (PreparedBrief brief : briefs) {
      classes.put(brief.productClass());
      moods.put(brief.mood());
      palettes.put(brief.palette());
      masks.put(brief.mask());
    }
    int colours = briefs.get(0).mask().length;
    return new NDList(
        manager.create(pictures.buffer(), new Shape(rows, CHANNELS, image.height(), image.width())),
        manager.create(times.buffer(), new Shape(rows)),
        manager.create(classes.buffer(), new Shape(rows)),
        manager.create(moods.buffer(), new Shape(rows)),
        manager.create(palettes.buffer(), new Shape(rows, colours, CHANNELS)),
        manager.create(masks.buffer(), new Shape(rows, colours)));
  }

  @Override
  public void verify(Picture picture) throws RejectedInputException {
    if (picture.width() != image.width() || picture.height() != image.height()) {
      throw new RejectedInputException(
          "WRONG_SHAPE", "painted %d x %d".formatted(picture.width(), picture.height()));
    }
  }

  @Override
  public void close() {
    predictor.close();
    model.close();
  }
}
