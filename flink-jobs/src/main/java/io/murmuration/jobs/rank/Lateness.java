package io.murmuration.jobs.rank;

import io.murmuration.event.LateInput;
import org.apache.flink.api.connector.sink2.Sink;

/**
 * Who says where late inputs are counted: this run, which writes it down, or the one that it
 * replays.
 *
 * @param recorded null where this run says it
 * @param written null where it was read
 */
record Lateness(LateInputs recorded, Sink<LateInput> written) {
  Lateness {
    if ((recorded == null) == (written == null)) {
      throw new IllegalArgumentException("either what was recorded or a sink: " + recorded);
    }
  }

  static Lateness writtenTo(Sink<LateInput> late) {
    return new Lateness(null, late);
  }

  static Lateness asIn(LateInputs recorded) {
    return new Lateness(recorded, null);
  }
}
