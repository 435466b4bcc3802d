package io.murmuration.jobs.ads;

import io.murmuration.event.AdRequest;
import io.murmuration.event.Creative;
import io.murmuration.event.CreativeRung;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What production recorded, so that a replay makes the same bytes. A request that production never
 * answered gets all that can be made.
 */
public final class RecordedRungs implements RungPolicy {
  private static final long serialVersionUID = 1;

  private record Recorded(CreativeRung rung, String reason, boolean inTime)
      implements java.io.Serializable {}

  private final HashMap<String, Recorded> byRequest = new HashMap<>();

  private RecordedRungs() {}

  public static RecordedRungs of(Iterable<Creative> creatives) {
    RecordedRungs rungs = new RecordedRungs();
    for (Creative each : creatives) {
      rungs.byRequest.put(
          each.getRequestId(),
          new Recorded(each.getRung(), each.getRungReason(), each.getDeadlineMet()));
    }
    return rungs;
  }

  private Choice choice(AdRequest request, Map<CreativeRung, Choice> lower) {
    Recorded recorded = byRequest.get(request.getRequestId());
    Choice found = recorded == null ? null : lower.get(recorded.rung());
    return found == null ? Choice.FULL : new Choice(found.rung(), recorded.reason());
  }

  @Override
  public Choice beforeText(AdRequest request) {
    return choice(request, Map.of(CreativeRung.template, new Choice(CreativeRung.template, "")));
  }

  @Override
  public Choice beforePicture(AdRequest request) {
    return choice(request, Map.of(CreativeRung.text_only, new Choice(CreativeRung.text_only, "")));
  }

  @Override
  public Duration textLimit(AdRequest request) {
    return null;
  }

  @Override
  public Duration pictureLimit(AdRequest request) {
    return null;
  }

  @Override
  public boolean isInTime(AdRequest request) {
    Recorded recorded = byRequest.get(request.getRequestId());
    return recorded == null || recorded.inTime();
  }
}
