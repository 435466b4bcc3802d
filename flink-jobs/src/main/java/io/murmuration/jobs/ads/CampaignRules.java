package io.murmuration.jobs.ads;

import io.murmuration.event.Campaign;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What a campaign must be before anything is made of it. */
final class CampaignRules {
  private static final int MOST_NAME = 80;
  private static final int MOST_TEXT = 2_000;
  private static final int MOST_ITEMS = 40;
  private static final Pattern COLOUR = Pattern.compile("#[0-9A-Fa-f]{6}");

  /** Control and format characters: they hide text, turn it round, or end lines. */
  private static final Pattern UNSEEN =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}\u2028\u2029]");

  private CampaignRules() {}

  /** What is wrong, for a person, or null. */
  static String faultOf(Campaign campaign) {
    if (campaign.getCampaignId().isBlank() || campaign.getCampaignId().length() > 256) {
      return "campaign_id needs 1 to 256 characters";
    }
    String fault =
        firstFault(
            name("advertiser", campaign.getAdvertiser()),
            name("product", campaign.getProduct()),
            text("description", campaign.getDescription()),
            text("voice", campaign.getVoice()),
            texts("claims", campaign.getClaims()),
            texts("must_say", campaign.getMustSay()),
            texts("must_not_say", campaign.getMustNotSay()),
            palette(campaign.getPalette()));
    if (fault != null) {
      return fault;
    }
    if (campaign.getBidMicros() <= 0 || campaign.getDailyBudgetMicros() < campaign.getBidMicros()) {
      return "bid_micros must be over 0 and no more than daily_budget_micros";
    }
    return campaign.getStartsAt().isBefore(campaign.getEndsAt())
        ? null
        : "starts_at must be before ends_at";
  }

  private static String firstFault(String... faults) {
    for (String fault : faults) {
      if (fault != null) {
        return fault;
      }
    }
    return null;
  }

  private static String name(String field, String value) {
    if (value.isBlank() || value.length() > MOST_NAME) {
      return "%s needs 1 to %d characters".formatted(field, MOST_NAME);
    }
    return text(field, value);
  }

  private static String text(String field, String value) {
    if (value.length() > MOST_TEXT) {
      return "%s has %d characters, at most %d are taken"
          .formatted(field, value.length(), MOST_TEXT);
    }
    return UNSEEN.matcher(value).find() ? field + " holds characters that nobody sees" : null;
  }

  private static String texts(String field, List<String> values) {
    if (values.size() > MOST_ITEMS) {
      return "%s has %d items, at most %d are taken".formatted(field, values.size(), MOST_ITEMS);
    }
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      faults.add(item(field, i + 1, values.get(i)));
    }
    return firstFault(faults.toArray(String[]::new));
  }

  private static String item(String field, int number, String value) {
    boolean blank =
        value
            .codePoints()
            .allMatch(point -> Character.isWhitespace(point) || Character.isSpaceChar(point));
    return blank
        ? "item %d of %s is blank: fill it in or leave it out".formatted(number, field)
        : text(field, value);
  }

  private static String palette(List<String> colours) {
    return colours.stream().allMatch(colour -> COLOUR.matcher(colour).matches())
        ? null
        : "palette takes colours as #RRGGBB";
  }
}
