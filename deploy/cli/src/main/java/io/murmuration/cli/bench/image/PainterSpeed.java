package io.murmuration.cli.bench.image;

import io.murmuration.cli.bench.Figure;
import io.murmuration.model.djl.ImagePainterLoader;
import io.murmuration.model.image.ImageBrief;
import io.murmuration.model.image.Picture;
import io.murmuration.model.inference.LoadedModel;
import io.murmuration.model.inference.Model;
import io.murmuration.model.inference.Preprocessor;
import io.murmuration.model.inference.RejectedInputException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a picture costs: CPU time of the one thread that paints it, so that what else runs on the
 * machine counts little.
 */
final class PainterSpeed {
  private static final int REPEATS = 5;
  private static final double NANOS_A_MILLI = 1e6;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final List<ImageBrief> briefs;

  PainterSpeed(List<ImageBrief> briefs) {
    this.briefs = briefs;
  }

  List<Figure> run(Path folder, String arm) {
    try (var loaded = new ImagePainterLoader(folder.toString(), 1).load()) {
      return List.of(measured(loaded, arm, 1), measured(loaded, arm, 4));
    } catch (RejectedInputException e) {
      throw new IllegalStateException("the painter refused a brief: " + e.getMessage(), e);
    }
  }

  private <P> Figure measured(LoadedModel<ImageBrief, P, Picture> loaded, String arm, int batch)
      throws RejectedInputException {
    Preprocessor<ImageBrief, P> reader = loaded.preprocessor();
    Model<P, Picture> painter = loaded.model();
    List<P> prepared = new ArrayList<>();
    for (ImageBrief brief : briefs.subList(0, batch)) {
      prepared.add(reader.prepare(brief));
    }
    List<Double> repeats = new ArrayList<>();
    for (int i = 0; i < REPEATS; i++) {
      long begun = threads.getCurrentThreadCpuTime();
      painter.predict(prepared);
      long nanos = threads.getCurrentThreadCpuTime() - begun;
      repeats.add(nanos / NANOS_A_MILLI / batch);
    }
    return Figure.ofRepeats(
        ImageBench.NAME, arm, "one core, batch of " + batch, "ms CPU a picture", repeats);
  }
}
