package io.murmuration.jobs.rank.stages;

/** The readers of a pool, each in a slot of its own. */
public interface PoolMembers {
  boolean contains(String user) throws Exception;

  /** Null where the slot is empty. */
  String at(int slot) throws Exception;

  /** Whoever was there before is a member no more. */
  void put(int slot, String user) throws Exception;
}
