package io.murmuration.cli.bench.crayfish;

import java.io.IOException;
import java.io.Serializable;

/** How a data point lies in Kafka. */
interface RowFormat extends Serializable {
  Scored read(byte[] bytes) throws IOException;

  byte[] write(Scored row) throws IOException;
}
