package io.murmuration.jobs.ads;

import io.murmuration.event.AdRequest;
import io.murmuration.event.Creative;
import io.murmuration.event.CreativeCheck;
import io.murmuration.event.CreativeRung;
import java.io.Serializable;
import java.time.Duration;
import java.util.HashMap;

/**
 * What production recorded, so that a replay makes the same bytes. A request that production never
 * answered gets all that can be made.
 */
public final class RecordedRungs implements RungPolicy {
  private static final long serialVersionUID = 1;

  private record Recorded(Choice text, Choice picture, Beside beside, boolean inTime)
      implements Serializable {}

  private static final Recorded NOTHING =
      new Recorded(Choice.FULL, Choice.FULL, Beside.STAMPS, true);

  private final HashMap<String, Recorded> byRequest = new HashMap<>();

  public static RecordedRungs of(Iterable<Creative> creatives) {
    RecordedRungs rungs = new RecordedRungs();
    creatives.forEach(rungs::add);
    return rungs;
  }

  /** Only how it was made is kept. */
  public void add(Creative creative) {
    byRequest.put(
        creative.getRequestId(),
        new Recorded(
            isUnwritten(creative)
                ? new Choice(CreativeRung.template, creative.getRungReason())
                : Choice.FULL,
            creative.getRung() == CreativeRung.text_only
                ? new Choice(CreativeRung.text_only, creative.getRungReason())
                : Choice.FULL,
            beside(creative),
            creative.getDeadlineMet()));
  }

  /** What was written and did not pass is no lack of time: it is written, and fails, again. */
  private static boolean isUnwritten(Creative creative) {
    boolean template =
        creative.getRung() == CreativeRung.template
            || creative.getRungReason().startsWith(CopyDesk.EVEN_THE_TEMPLATE_FAILS);
    return template
        && creative.getChecks().stream()
            .noneMatch(check -> check.getName().startsWith(CopyDesk.OF_A_DRAFT));
  }

  private static Beside beside(Creative creative) {
    return creative.getChecks().stream()
        .filter(check -> check.getName().equals(InContext.CHECK))
        .map(CreativeCheck::getDetail)
        .findFirst()
        .map(note -> note.endsWith(InContext.NOT_SEEN) ? Beside.MISSED : Beside.FOUND)
        .orElse(Beside.STAMPS);
  }

  private Recorded recorded(AdRequest request) {
    return byRequest.getOrDefault(request.getRequestId(), NOTHING);
  }

  @Override
  public Choice beforeText(AdRequest request) {
    return recorded(request).text();
  }

  @Override
  public Choice beforePicture(AdRequest request) {
    return recorded(request).picture();
  }

  @Override
  public Duration limit(AdRequest request) {
    return null;
  }

  @Override
  public Stopwatch started(Step step) {
    return done -> {};
  }

  @Override
  public Beside beside(AdRequest request) {
    return recorded(request).beside();
  }

  @Override
  public boolean isInTime(AdRequest request) {
    return recorded(request).inTime();
  }
}
