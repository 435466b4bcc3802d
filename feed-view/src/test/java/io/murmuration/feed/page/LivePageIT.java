package io.murmuration.feed.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import io.murmuration.feed.HostileTexts;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page in a real browser, over made-up records. */
class LivePageIT {
  private static Browser browser;

  private final List<String> complaints = new ArrayList<>();
  private PageDemo demo;

  @BeforeAll
  static void startBrowser() {
    assumeTrue(
        Browser.executable().isPresent(),
        "no Chromium on this machine: install one (apt install chromium) to test the page");
    browser = Browser.start();
  }

  @AfterAll
  static void stopBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void start() {
    demo = new PageDemo(Clock.systemUTC(), 0);
    demo.step(false);
  }

  @AfterEach
  void stop() {
    demo.close();
  }

  @Test
  void showsHostilePostsAsTextAndKeepsItsLayout() {
    try (Page page = open(1200)) {
      demo.step(true);
      page.waitForSelector("#posts li:nth-child(3)");

      assertThat(page.title()).isEqualTo("Murmuration: the live feed");
      assertThat(page.locator("#posts .text").allTextContents()).contains(HostileTexts.SCRIPT);
      assertThat(page.locator("#posts script, #posts h1, #posts img, #posts style").count())
          .isZero();
      assertThat(tallestText(page)).isLessThan(160);
      assertThat(overflow(page)).isZero();
      assertThat(complaints).isEmpty();
    }
  }

  @Test
  void reordersTheTimelineAndSaysSo() {
    try (Page page = open(1200)) {
      String before = page.locator("#entries").innerText();

      for (int i = 0; i < 6; i++) {
        demo.step(false);
      }

      page.waitForSelector("#timeline-note:text-matches('[0-9]+ of [0-9]+ moved')");
      assertThat(page.locator("#entries").innerText()).isNotEqualTo(before);
      assertThat(page.locator("#entries .bar[aria-label]").count()).isPositive();
      assertThat(complaints).isEmpty();
    }
  }

  @Test
  void searchesByKeyboardAlone() {
    try (Page page = open(1200)) {
      page.keyboard().press("/");
      page.keyboard().type("in");
      page.keyboard().press("Enter");

      page.waitForSelector("#result-list li");
      assertThat(page.evaluate("document.activeElement.id")).isEqualTo("results-title");
      page.keyboard().press("Escape");
      assertThat(page.locator("#results").isVisible()).isFalse();
      assertThat(page.evaluate("document.activeElement.id")).isEqualTo("q");
    }
  }

  @Test
  void marksThePostsThatRepeatOneAndNotTheOneThatCameFirst() {
    try (Page page = open(1200)) {
      demo.step(true);
      demo.step(false);
      page.waitForSelector("#posts li:nth-child(4)");

      int marked = page.locator("#posts li", having("near-duplicate")).count();

      assertThat(marked).isLessThan(page.locator("#posts li").count());
      assertThat(page.locator("#entries li", having("near-duplicate")).count()).isPositive();
    }
  }

  private static Page.LocatorOptions having(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  @Test
  void fitsAPhone() {
    try (Page page = open(390)) {
      demo.step(true);
      page.waitForSelector("#posts li");

      assertThat(overflow(page)).isZero();
    }
  }

  @Test
  void drawsItsChartsAndShowsAnAdWithItsPicture() {
    try (Page page = open(1200)) {
      demo.step(false);

      page.waitForSelector("#charts path.line");
      page.waitForSelector("#ads img[src^='blob:']");
      assertThat(page.locator("#ads h3").allTextContents()).isNotEmpty().doesNotContain("");
      assertThat(page.locator("#ads-without").innerText())
          .endsWith("no campaign: nothing is written in 'de'");
      assertThat(page.locator("#charts svg").first().getAttribute("aria-label"))
          .contains("What comes", "posts");
      assertThat(complaints).isEmpty();
    }
  }

  private Page open(int width) {
    Page page = browser.open(demo.port(), width, 900, false);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    page.waitForSelector(".state.live");
    page.waitForSelector("#entries li");
    return page;
  }

  /** Pixels that one has to scroll sideways. */
  private static int overflow(Page page) {
    return ((Number)
            page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"))
        .intValue();
  }

  private static double tallestText(Page page) {
    return ((Number)
            page.evaluate(
                "Math.max(...[...document.querySelectorAll('#posts .text')]"
                    + ".map(text => text.getBoundingClientRect().height))"))
        .doubleValue();
  }
}
