package io.murmuration.jobs.ads;

import org.apache.flink.api.common.functions.MapFunction;

/** The answer to a request that no campaign wants: there is no ad, and why. */
final class SayNone implements MapFunction<Placed, Made> {
  private static final long serialVersionUID = 1;

  private final RungPolicy rungs;

  SayNone(RungPolicy rungs) {
    this.rungs = rungs;
  }

  @Override
  public Made map(Placed placed) {
    AdCall call = placed.call();
    return Made.of(
        Bundle.none(call, "no campaign: " + placed.reason(), rungs.isInTime(call.request())),
        call.source());
  }
}
