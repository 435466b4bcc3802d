package io.murmuration.model.inference;

import java.util.List;

/**
 * Hears which inputs are in one engine. What it wrote outlives the process, so that a record that
 * takes the process down is known when it comes again.
 */
interface InFlight extends AutoCloseable {
  InFlight UNWATCHED =
      new InFlight() {
        @Override
        public void entered(List<byte[]> digests, boolean alone) {}

        @Override
        public void left() {}

        @Override
        public void close() {}
      };

  /**
   * On the engine's thread, before the call.
   *
   * @param alone waits until no other engine of this process computes, and holds up the others
   */
  void entered(List<byte[]> digests, boolean alone);

  /** On the engine's thread, after the call. */
  void left();

  /** From any thread, also while the call still hangs; what comes later is ignored. */
  @Override
  void close();
}
