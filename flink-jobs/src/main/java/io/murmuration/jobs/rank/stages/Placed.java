package io.murmuration.jobs.rank.stages;

/** An input that a record led to, before any stage. */
public interface Placed<I> extends Ordered {
  /** The same, counted elsewhere. */
  I placedAt(Origin origin);
}
