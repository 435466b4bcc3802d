package io.murmuration.jobs.ads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CampaignRulesTest {
  @Test
  void refusesABlankItemAndSaysWhich() {
    var coffee = InMemoryAds.coffee();

    assertThat(CampaignRules.faultOf(coffee.setMustSay(List.of("Fair trade.", "")).build()))
        .isEqualTo("item 2 of must_say is blank: fill it in or leave it out");
    assertThat(CampaignRules.faultOf(coffee.setMustSay(List.of("\u00a0 ")).build()))
        .isEqualTo("item 1 of must_say is blank: fill it in or leave it out");
    assertThat(CampaignRules.faultOf(coffee.setMustSay(List.of("Fair trade.")).build())).isNull();
  }
}
