package io.murmuration.cli.bench.flow;

import java.time.Duration;
import java.util.ArrayList;
import org.apache.flink.connector.datagen.source.GeneratorFunction;

/** Posts at their due times, the texts over and over; in a source of parallelism 1. */
final class PacedTexts implements GeneratorFunction<Long, TimedText> {
  private final ArrayList<String> texts;
  private final Schedule schedule;
  private final Duration lead;
  private transient Pacer pacer;

  PacedTexts(ArrayList<String> texts, Schedule schedule, Duration lead) {
    this.texts = texts;
    this.schedule = schedule;
    this.lead = lead;
  }

  @Override
  public TimedText map(Long index) throws InterruptedException {
    if (pacer == null) {
      pacer = new Pacer(schedule, lead, Pacer.REAL);
    }
    return new TimedText(index, pacer.next(), texts.get((int) (index % texts.size())));
  }
}
