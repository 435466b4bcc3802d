package io.murmuration.feed.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import io.murmuration.feed.HostileTexts;
import io.murmuration.feed.http.HttpConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page in a real browser, over made-up records. */
class LivePageIT {
  /** Boxes of texts that stick out of their card; the clipped inside of a text is not seen. */
  private static final String OUTSIDE =
      """
      [...document.querySelectorAll('.card')].flatMap(card => {
        const box = card.getBoundingClientRect();
        return [...card.querySelectorAll('.text, .byline, .tags, .tag, .rank, .heads, h3, .body, .call, .about, p')]
          .filter(each => {
            const own = each.getBoundingClientRect();
            return own.right > box.right + 1 || own.left < box.left - 1 || own.bottom > box.bottom + 1;
          })
          .map(each => each.className + ': ' + each.textContent.slice(0, 40));
      })
      """;

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
      assertThat(tallestText(page)).isLessThan(160);
      assertNothingWasInjected(page);
    }
  }

  @Test
  void keepsItsLayoutWhereHostileTextsAreOpenedEverywhere() throws Exception {
    try (Page page = open(1200)) {
      demo.step(true);
      demo.rankHostile(reader(page));
      page.fill("#q", PageDemo.ALL_HOSTILE);
      page.press("#q", "Enter");
      page.waitForSelector("#entries .reason + .tag");
      page.waitForSelector("#entries .more");
      page.waitForSelector("#result-list .more");
      page.waitForSelector("#ads h3:has-text('BREAKING')");

      for (String list : List.of("#entries", "#result-list", "#posts")) {
        for (var more : page.locator(list + " .more").all()) {
          more.click();
        }
      }

      assertThat(page.locator(".text.open").count()).isGreaterThan(5);
      for (String list : List.of("#entries", "#result-list", "#posts")) {
        assertThat(page.locator(list + " .text").allTextContents()).contains(HostileTexts.SCRIPT);
        assertThat(page.locator(list + " bdi").allTextContents())
            .contains("@" + HostileTexts.SCRIPT);
      }
      assertNothingWasInjected(page);
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(Path.of("target", "live-page-hostile.png")));
      page.setViewportSize(390, 900);
      assertNothingWasInjected(page);
    }
  }

  @Test
  void showsAHostileCampaignInItsGallery() {
    try (Page page = open(1200)) {
      demo.step(true);
      page.waitForSelector("#ads h3:has-text('BREAKING')");

      page.locator("#ads li:has(h3:has-text('BREAKING')) .campaign").click();

      page.waitForSelector("#gallery[open] li");
      assertNothingWasInjected(page);
    }
  }

  /** Texts are texts, and no box leaves its place: nothing is wider than the window or its card. */
  private void assertNothingWasInjected(Page page) {
    String lists = ":is(#posts, #entries, #result-list, #ads, #gallery)";
    assertThat(page.title()).isEqualTo("Murmuration: the live feed");
    assertThat(
            page.locator(lists + " :is(script, h1, style, iframe, a, img:not(.picture))").count())
        .isZero();
    assertThat(overflow(page)).isZero();
    assertThat(page.evaluate(OUTSIDE)).isEqualTo(List.of());
    assertThat(complaints).isEmpty();
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

  @Test
  void keepsFocusAndOpenTextsWhenTheTimelineMoves() {
    try (Page page = open(1200)) {
      demo.step(true);
      demo.rankHostile(reader(page));
      page.waitForSelector("#entries li:nth-child(7) .byline bdi");
      page.waitForSelector("#entries .more");
      page.locator("#entries .more").first().click();
      String before = page.locator("#entries .text").first().textContent();

      demo.turnAround(reader(page));

      awaitRevision(page);
      assertThat(page.locator("#entries .text").first().textContent()).isNotEqualTo(before);
      assertThat(page.evaluate("document.activeElement.textContent")).isEqualTo("Show less");
      assertThat(page.locator("#entries .text.open").count()).isEqualTo(1);
      assertThat(
              page.evaluate(
                  "[...document.querySelectorAll('#entries .rank')].map(r => parseInt(r.textContent))"))
          .isEqualTo(List.of(1, 2, 3, 4, 5, 6, 7));
    }
  }

  @Test
  void asksAgainUntilItHasTheTimelineThatWasAnnounced() {
    try (Page page = open(1200)) {
      demo.rankBehind(reader(page), 3);

      awaitRevision(page);
    }
  }

  @Test
  void waitsWhileAsManyWatchAsMay() {
    HttpConfig one = new HttpConfig("127.0.0.1", 0, Optional.empty(), Optional.empty(), 500, 1);
    try (PageDemo full = new PageDemo(Clock.systemUTC(), one)) {
      full.step(false);
      Page first = browser.open(full.port(), 1200, 900, false);
      first.waitForSelector(".state.live");
      try (Page second = browser.open(full.port(), 1200, 900, false)) {
        second.waitForSelector(".state.full");
        assertThat(
                second.evaluate(
                    "performance.getEntriesByType('resource').filter(e => e.name.endsWith('/v1/stats')).length"))
            .isEqualTo(0);

        first.close();

        await()
            .pollInSameThread()
            .atMost(Duration.ofSeconds(30))
            .until(
                () -> {
                  full.step(false);
                  return second.locator(".state.live").count() == 1;
                });
      }
    }
  }

  @Test
  void opensACampaignForAllItsAudiencesByKeyboard() {
    try (Page page = open(1200)) {
      page.waitForSelector("#ads .campaign");
      page.locator("#ads .campaign").first().focus();
      page.keyboard().press("Enter");

      page.waitForSelector("#gallery[open] li:nth-child(2)");
      assertThat(page.locator("#gallery .audience").allTextContents())
          .containsExactlyInAnyOrder(
              "For fr-FR, 25-34, coffee, travel", "For en-GB, 35-44, cycling");
      assertThat(page.locator("#gallery li .about:has-text('predicted clicks') .tag").count())
          .isGreaterThan(6);
      demo.recall("s1");
      page.waitForSelector("#gallery-note:has-text('1 audience')");
      page.keyboard().press("Escape");
      assertThat(page.locator("#gallery").isVisible()).isFalse();
      assertThat(complaints).isEmpty();
    }
  }

  @Test
  void givesTheFocusBackWhereTheGalleryWasOpened() {
    try (Page page = open(1200)) {
      page.waitForSelector("#ads .campaign");
      page.locator("#ads .campaign").first().focus();
      page.keyboard().press("Enter");
      page.waitForSelector("#gallery[open] li");

      page.keyboard().press("Escape");

      assertThat(page.evaluate("document.activeElement.className")).isEqualTo("campaign");
    }
  }

  @Test
  void searchesOneTopicAlone() {
    try (Page page = open(1200)) {
      page.selectOption("#topic", "music");
      page.fill("#q", "in");
      page.press("#q", "Enter");

      page.waitForSelector("#result-list li");
      assertThat(page.locator("#result-list .tag.topic").allTextContents())
          .isNotEmpty()
          .containsOnly("music");
    }
  }

  @Test
  void drawsHowFullBatchesAreOnlyWhereFlinkIsAsked() {
    try (Page page = open(1200)) {
      demo.step(false);
      page.waitForSelector("#charts path.line");
      assertThat(page.locator("#charts strong", having("How full")).count()).isZero();

      demo.askFlink();
      demo.step(false);
      demo.step(false);

      page.waitForSelector("#charts figure:has-text('How full batches are') path.line");
    }
  }

  private static String reader(Page page) {
    return page.inputValue("#reader");
  }

  private void awaitRevision(Page page) {
    page.waitForSelector(
        "#timeline-note:text-matches('^revision %d(:|$)')".formatted(demo.revision()));
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
