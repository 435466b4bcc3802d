package io.murmuration.cli.bench.writer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.murmuration.model.generate.ad.AdBrief;
import io.murmuration.model.generate.ad.Placement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Briefs whose names, nouns and claims the ad writer never saw; they lie beside the model. */
public final class UnseenBriefs {
  private static final String FILE = "unseen-briefs.jsonl";
  private static final ObjectMapper JSON = new ObjectMapper();

  private UnseenBriefs() {}

  public static List<AdBrief> read(Path model) throws IOException {
    List<AdBrief> briefs = new ArrayList<>();
    for (String line : Files.readAllLines(model.resolve(FILE))) {
      briefs.add(brief(JSON.readTree(line)));
    }
    return briefs;
  }

  private static AdBrief brief(JsonNode json) {
    return new AdBrief(
        json.get("language").asText(),
        Placement.valueOf(json.get("placement").asText().toUpperCase(Locale.ROOT)),
        json.get("voice").asText(),
        json.get("product").asText(),
        json.get("advertiser").asText(),
        json.get("description").asText(),
        texts(json, "claims"),
        texts(json, "must_say"),
        texts(json, "must_not_say"),
        json.get("age_band").asText(),
        texts(json, "interests"),
        texts(json, "context"));
  }

  private static List<String> texts(JsonNode json, String field) {
    List<String> texts = new ArrayList<>();
    json.get(field).forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
