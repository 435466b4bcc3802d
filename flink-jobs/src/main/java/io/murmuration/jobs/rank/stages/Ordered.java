package io.murmuration.jobs.rank.stages;

import java.util.Comparator;

/** An input of a stage; a key's inputs are taken in one order, whichever came first. */
public interface Ordered {
  Comparator<Ordered> ORDER =
      Comparator.comparing(Ordered::origin).thenComparing(Ordered::ofOneOrigin);

  /** Groups the stage's state. */
  String key();

  Origin origin();

  /** Tells inputs apart that one record led to. */
  String ofOneOrigin();
}
