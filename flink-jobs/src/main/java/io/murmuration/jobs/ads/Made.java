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
 * @param approximate for {@link RecordHeaders#APPROXIMATE}, or null
 */
public record Made(
    Creative value, byte[] intendedSendTime, byte[] traceparent, String approximate) {
  /** Of models that compute the same bytes again, or of none here. */
  static Made of(Creative value, RawRecord request) {
    return of(value, request, null);
  }

  static Made of(Creative value, RawRecord request, String approximate) {
    return new Made(
        value,
        request.header(RecordHeaders.INTENDED_SEND_TIME),
        TraceContext.of(DeadLetters.position(request), request.header(RecordHeaders.TRACEPARENT))
            .child(CreateAdsJob.NAME)
            .traceparent(),
        approximate);
  }
}
