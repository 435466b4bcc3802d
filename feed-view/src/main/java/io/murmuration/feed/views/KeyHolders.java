package io.murmuration.feed.views;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.state.HostInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks a key up where it lies: here, or on the instance that owns it, or on one that keeps a
 * standby copy when the owner does not answer or is still restoring. Thread-safe.
 */
final class KeyHolders {
  private static final Logger LOG = LoggerFactory.getLogger(KeyHolders.class);

  private final LocalViews.Stores stores;
  private final LocalViews local;
  private final PeerClient peers;
  private final HostInfo here;

  KeyHolders(LocalViews.Stores stores, LocalViews local, PeerClient peers, HostInfo here) {
    this.stores = stores;
    this.local = local;
    this.peers = peers;
    this.here = here;
  }

  Optional<JsonNode> get(View view, String key, boolean forwarded)
      throws ViewUnavailableException, UnreadableValueException, InterruptedException {
    KeyQueryMetadata where = stores.where(view, key);
    if (forwarded) {
      return local.get(view, where, key);
    }
    ViewUnavailableException ownReason = null;
    for (HostInfo holder : ownerFirst(where)) {
      try {
        return holder.equals(here)
            ? local.get(view, where, key)
            : peers.get(holder.host(), holder.port(), view, key);
      } catch (IOException e) {
        LOG.warn("{} did not answer for {}: {}", holder, view.store(), e.toString());
      } catch (ViewUnavailableException e) {
        ownReason = e;
      }
    }
    if (ownReason != null) {
      throw ownReason;
    }
    throw new ViewUnavailableException("no instance that keeps this key answers: ask again");
  }

  private static List<HostInfo> ownerFirst(KeyQueryMetadata where) {
    List<HostInfo> holders = new ArrayList<>();
    holders.add(where.activeHost());
    holders.addAll(where.standbyHosts());
    return holders;
  }
}
