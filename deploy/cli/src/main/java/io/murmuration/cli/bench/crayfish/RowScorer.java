package io.murmuration.cli.bench.crayfish;

import io.murmuration.model.djl.RowsLoader;
import io.murmuration.model.inference.LoadedModel;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Scores in a map function, a call for each record, from an array into an array. */
final class RowScorer extends RichMapFunction<Scored, Scored> {
  private final RowsLoader network;
  private transient LoadedModel<float[], float[], float[]> model;

  RowScorer(RowsLoader network) {
    this.network = network.rowAtATime();
  }

  @Override
  public void open(OpenContext context) {
    model = network.load();
  }

  @Override
  public Scored map(Scored row) {
    return row.with(model.model().predict(List.of(row.features())).get(0));
  }

  @Override
  public void close() {
    if (model != null) {
      model.close();
    }
  }
}
