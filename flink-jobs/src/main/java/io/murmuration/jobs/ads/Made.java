package io.murmuration.jobs.ads;

import io.murmuration.event.Creative;
import io.murmuration.jobs.DeadLetters;
import io.murmuration.jobs.RawRecord;
import io.murmuration.schemas.RecordHeaders;
import io.murmuration.schemas.TraceContext;

/**
 * A creative on its way out. In no state: the fields may change.
 *
 * @param intendedSendTime the request's header of that name, or null
 * @param traceparent of this job, in the trace of the request
 * @param inference the header of that name; null where no model was asked
 * @param approximate for {@link RecordHeaders#APPROXIMATE}, or null
 */
public record Made(
    Creative value,
    byte[] intendedSendTime,
    byte[] traceparent,
    byte[] inference,
    String approximate) {
  /** Without a model. */
  static Made of(Creative value, RawRecord request) {
    return of(value, request, null, null);
  }

  static Made of(Creative value, RawRecord request, byte[] inference, String approximate) {
    return new Made(
        value,
        request.header(RecordHeaders.INTENDED_SEND_TIME),
        TraceContext.of(DeadLetters.position(request), request.header(RecordHeaders.TRACEPARENT))
            .child(CreateAdsJob.NAME)
            .traceparent(),
        inference,
        approximate);
  }
}
