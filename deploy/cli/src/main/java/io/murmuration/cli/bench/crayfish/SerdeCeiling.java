package io.murmuration.cli.bench.crayfish;

import io.murmuration.model.inference.LoadedModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reading, scoring in full batches and writing in one thread, with no Kafka and no Flink. */
final class SerdeCeiling {
  private final LoadedModel<float[], float[], float[]> model;
  private final int batch;

  SerdeCeiling(LoadedModel<float[], float[], float[]> model, int batch) {
    this.model = model;
    this.batch = batch;
  }

  double perSecond(RowFormat format, List<byte[]> rows, int records) throws IOException {
    long start = System.nanoTime();
    long bytes = 0;
    for (int from = 0; from < records; from += batch) {
      List<Scored> read = new ArrayList<>(batch);
      for (int i = from; i < Math.min(from + batch, records); i++) {
        read.add(format.read(rows.get(i % rows.size())));
      }
      List<float[]> found = model.model().predict(read.stream().map(Scored::features).toList());
      for (int i = 0; i < found.size(); i++) {
        bytes += format.write(read.get(i).with(found.get(i))).length;
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    if (bytes == 0) {
      throw new IllegalStateException("nothing was written");
    }
    return records / seconds;
  }
}
