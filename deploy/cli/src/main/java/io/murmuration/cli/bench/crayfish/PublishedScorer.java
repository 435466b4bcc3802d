package io.murmuration.cli.bench.crayfish;

import io.murmuration.model.djl.RowsLoader;
import io.murmuration.model.inference.LoadedModel;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Scores in a map function, a call for each record, its numbers unboxed before and boxed after. */
final class PublishedScorer extends RichMapFunction<PublishedPoint, PublishedPoint> {
  private final RowsLoader network;
  private transient LoadedModel<float[], float[], float[]> model;

  PublishedScorer(RowsLoader network) {
    this.network = network.rowAtATime();
  }

  @Override
  public void open(OpenContext context) {
    model = network.load();
  }

  @Override
  public PublishedPoint map(PublishedPoint point) {
    ArrayList<Float> flat = new ArrayList<>(point.points().stream().flatMap(List::stream).toList());
    Float[] boxed = flat.toArray(new Float[0]);
    float[] row = new float[boxed.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = boxed[i];
    }
    ArrayList<Float> found = new ArrayList<>();
    for (float each : model.model().predict(List.of(row)).get(0)) {
      found.add(each);
    }
    return point.with(new ArrayList<>(List.of(found)));
  }

  @Override
  public void close() {
    if (model != null) {
      model.close();
    }
  }
}
