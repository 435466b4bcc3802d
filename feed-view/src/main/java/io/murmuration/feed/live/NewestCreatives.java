package io.murmuration.feed.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.murmuration.event.Creative;
import io.murmuration.schemas.json.PlainJson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The creatives that came last, without their pictures' bytes, and apart from them the answers that
 * there is no ad; a recalled one is gone. Thread-safe.
 */
public final class NewestCreatives {
  private final int most;
  private final Map<String, JsonNode> ads = new LinkedHashMap<>();
  private final Map<String, JsonNode> withoutAd = new LinkedHashMap<>();

  public NewestCreatives(int most) {
    this.most = most;
  }

  /**
   * @param creative null where it was recalled
   */
  public synchronized void put(String request, Creative creative) {
    ads.remove(request);
    withoutAd.remove(request);
    if (creative == null) {
      return;
    }
    Map<String, JsonNode> kept = creative.getCampaignId().isEmpty() ? withoutAd : ads;
    kept.put(request, withoutBytes(creative));
    if (kept.size() > most) {
      kept.remove(kept.keySet().iterator().next());
    }
  }

  /**
   * @param campaign null for any
   * @return newest first
   */
  public synchronized List<JsonNode> newest(String campaign, int limit) {
    List<JsonNode> found = new ArrayList<>(ads.values());
    found.removeIf(each -> campaign != null && !campaign.equals(each.path("campaign_id").asText()));
    return newestFirst(found, limit);
  }

  /**
   * Requests that were answered without an ad; {@code rung_reason} says why.
   *
   * @return newest first
   */
  public synchronized List<JsonNode> withoutAd(int limit) {
    return newestFirst(new ArrayList<>(withoutAd.values()), limit);
  }

  private static List<JsonNode> newestFirst(List<JsonNode> oldestFirst, int limit) {
    Collections.reverse(oldestFirst);
    return oldestFirst.subList(0, Math.min(limit, oldestFirst.size()));
  }

  /** With {@code image.inline} in place of the bytes: whether {@code …/image} has a picture. */
  public static JsonNode withoutBytes(Creative creative) {
    ObjectNode json = (ObjectNode) PlainJson.write(creative);
    ObjectNode image = (ObjectNode) json.path("image");
    image.remove("bytes");
    image.put("inline", creative.getImage().getBytes() != null);
    return json;
  }
}
