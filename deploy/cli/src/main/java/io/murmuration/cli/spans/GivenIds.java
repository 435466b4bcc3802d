package io.murmuration.cli.spans;

import io.murmuration.schemas.TraceContext;
import io.opentelemetry.sdk.trace.IdGenerator;

/** The ids that a record's header names, in place of new ones. For one thread. */
final class GivenIds implements IdGenerator {
  private TraceContext next;

  void give(TraceContext context) {
    next = context;
  }

  @Override
  public String generateSpanId() {
    return next.spanId();
  }

  @Override
  public String generateTraceId() {
    return next.traceId();
  }
}
