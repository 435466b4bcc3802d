package io.murmuration.cli.bench.flow;

import io.murmuration.loadgen.Arrivals;
import java.io.Serializable;
import java.time.Duration;
import java.util.function.DoubleSupplier;

/** When posts are due. */
public sealed interface Schedule extends Serializable {
  /** The due times, in seconds from the start, in their order. */
  DoubleSupplier times();

  /** As fast as they are taken: a post is due when it leaves. */
  record AtOnce() implements Schedule {
    @Override
    public DoubleSupplier times() {
      return () -> Double.NEGATIVE_INFINITY;
    }
  }

  /** Open loop: a Poisson process that waits for nobody. */
  record Poisson(double perSecond, long seed) implements Schedule {
    @Override
    public DoubleSupplier times() {
      return new Arrivals(perSecond, seed)::next;
    }
  }

  /** So far apart that each post is alone. */
  record Every(Duration gap) implements Schedule {
    @Override
    public DoubleSupplier times() {
      double seconds = gap.toNanos() / 1e9;
      return new DoubleSupplier() {
        private long sent;

        @Override
        public double getAsDouble() {
          return seconds * ++sent;
        }
      };
    }
  }
}
