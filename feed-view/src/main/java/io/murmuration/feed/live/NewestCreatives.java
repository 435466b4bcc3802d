package io.murmuration.feed.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.murmuration.event.Creative;
import io.murmuration.schemas.json.PlainJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The creatives that came last, without their pictures' bytes; a recalled one is gone. Thread-safe.
 */
public final class NewestCreatives {
  private final int most;
  private final Map<String, JsonNode> byRequest = new LinkedHashMap<>();

  public NewestCreatives(int most) {
    this.most = most;
  }

  /**
   * @param creative null where it was recalled
   */
  public synchronized void put(String request, Creative creative) {
    byRequest.remove(request);
    if (creative == null) {
      return;
    }
    byRequest.put(request, withoutBytes(creative));
    if (byRequest.size() > most) {
      byRequest.remove(byRequest.keySet().iterator().next());
    }
  }

  /**
   * @param campaign null for any
   * @return newest first
   */
  public synchronized List<JsonNode> newest(String campaign, int limit) {
    List<JsonNode> all = new ArrayList<>(byRequest.values());
    List<JsonNode> found = new ArrayList<>();
    for (int i = all.size() - 1; i >= 0 && found.size() < limit; i--) {
      if (campaign == null || campaign.equals(all.get(i).path("campaign_id").asText())) {
        found.add(all.get(i));
      }
    }
    return found;
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
