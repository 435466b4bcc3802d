package io.murmuration.loadgen.ads;

import io.murmuration.event.Campaign;
import io.murmuration.event.Targeting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Invented advertisers of many trades and voices, in English and French. */
public final class Campaigns {
  private static final String FILE = "campaigns.tsv";
  private static final Duration RUNS = Duration.ofDays(30);
  private static final long BIDS_A_DAY = 50_000;

  private Campaigns() {}

  /**
   * @param now they run from the day before, for a month
   */
  public static List<Campaign> running(Instant now) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Campaigns.class.getResourceAsStream(FILE), StandardCharsets.UTF_8))) {
      return lines.lines().map(line -> campaign(line.split("\t", -1), now)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the list of campaigns can't be read", e);
    }
  }

  private static Campaign campaign(String[] cells, Instant now) {
    long bid = Long.parseLong(cells[11]);
    return Campaign.newBuilder()
        .setCampaignId(cells[0])
        .setVoice(cells[2])
        .setAdvertiser(cells[3])
        .setProduct(cells[4])
        .setDescription(cells[5])
        .setClaims(items(cells[6], "\\|"))
        .setMustSay(items(cells[7], "\\|"))
        .setMustNotSay(items(cells[8], "\\|"))
        .setPalette(items(cells[9], " "))
        .setTargeting(
            Targeting.newBuilder()
                .setLocales(List.of(cells[1]))
                .setInterests(items(cells[10], ","))
                .build())
        .setBidMicros(bid)
        .setDailyBudgetMicros(bid * BIDS_A_DAY)
        .setLandingUrl("https://" + cells[0] + ".example/")
        .setStartsAt(now.minus(Duration.ofDays(1)))
        .setEndsAt(now.plus(RUNS))
        .build();
  }

  private static List<String> items(String cell, String separator) {
    return cell.isEmpty() ? List.of() : Arrays.asList(cell.split(separator));
  }
}
