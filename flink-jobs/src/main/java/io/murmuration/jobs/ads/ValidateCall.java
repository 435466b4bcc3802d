package io.murmuration.jobs.ads;

import io.murmuration.event.AdRequest;
import io.murmuration.jobs.DeadLetters;
import io.murmuration.model.generate.ad.Placement;
import java.util.Arrays;
import java.util.Locale;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Refuses requests that no answer can be made to. */
final class ValidateCall extends ProcessFunction<AdCall, AdCall> {
  private static final String STAGE = "validate";
  private static final int MOST_CHARACTERS = 256;

  /** An hour: beyond it is a mistake of units. */
  private static final long LONGEST_DEADLINE_MILLIS = 3_600_000;

  @Override
  public void processElement(AdCall call, Context context, Collector<AdCall> out) {
    AdRequest request = call.request();
    if (request.getRequestId().isBlank() || request.getRequestId().length() > MOST_CHARACTERS) {
      refuse(call, context, "ID_UNUSABLE", "request_id needs 1 to 256 characters");
    } else if (placement(request) == null) {
      refuse(
          call,
          context,
          "PLACEMENT_UNKNOWN",
          "no placement '%s': there are %s"
              .formatted(shown(request.getPlacement()), Arrays.toString(Placement.values())));
    } else if (request.getDeadlineMs() <= 0 || request.getDeadlineMs() > LONGEST_DEADLINE_MILLIS) {
      refuse(
          call,
          context,
          "DEADLINE_UNUSABLE",
          "deadline_ms must be 1 to 3600000, after requested_at: " + request.getDeadlineMs());
    } else {
      out.collect(call);
    }
  }

  /** Null if there is none of this name. */
  static Placement placement(AdRequest request) {
    return Arrays.stream(Placement.values())
        .filter(each -> each.name().equals(request.getPlacement().toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElse(null);
  }

  private static String shown(String text) {
    return text.substring(0, Math.min(40, text.length())).replaceAll("\\p{Cntrl}", " ");
  }

  private static void refuse(AdCall call, Context context, String kind, String message) {
    context.output(DeadLetters.TAG, DeadLetters.of(call.source(), STAGE, kind, message, 1, null));
  }
}
