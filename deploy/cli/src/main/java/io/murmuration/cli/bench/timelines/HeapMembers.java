package io.murmuration.cli.bench.timelines;

import io.murmuration.jobs.rank.stages.PoolMembers;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A pool's readers on the heap. */
final class HeapMembers implements PoolMembers {
  private final Set<String> users = new HashSet<>();
  private final Map<Integer, String> bySlot = new HashMap<>();

  @Override
  public boolean contains(String user) {
    return users.contains(user);
  }

  @Override
  public String at(int slot) {
    return bySlot.get(slot);
  }

  @Override
  public void put(int slot, String user) {
    users.remove(bySlot.put(slot, user));
    users.add(user);
  }
}
