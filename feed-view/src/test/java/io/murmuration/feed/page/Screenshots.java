package io.murmuration.feed.page;

import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** Pictures of the page with made-up records, to look at. Argument: the folder for them. */
final class Screenshots {
  private Screenshots() {}

  public static void main(String... arguments) throws Exception {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    try (Browser browser = Browser.start()) {
      try (PageDemo demo = new PageDemo(Clock.systemUTC(), 0)) {
        demo.askFlink();
        shoot(browser, demo, folder.resolve("light.png"), 1440, 1000, false, false);
        shoot(browser, demo, folder.resolve("dark.png"), 1440, 1000, true, false);
        shoot(browser, demo, folder.resolve("narrow.png"), 390, 2600, false, false);
        shoot(browser, demo, folder.resolve("search.png"), 1100, 1000, true, true);
        gallery(browser, demo, folder.resolve("gallery.png"));
      }
      try (PageDemo demo = new PageDemo(Clock.systemUTC(), 0)) {
        hostile(browser, demo, folder.resolve("hostile.png"));
      }
    }
  }

  private static void shoot(
      Browser browser,
      PageDemo demo,
      Path file,
      int width,
      int height,
      boolean dark,
      boolean search)
      throws InterruptedException {
    demo.step(false);
    try (Page page = browser.open(demo.port(), width, height, dark)) {
      live(page, demo);
      if (search) {
        page.fill("#q", "goals");
        page.press("#q", "Enter");
        page.waitForSelector("#result-list li");
      }
      page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }
  }

  private static void hostile(Browser browser, PageDemo demo, Path file)
      throws InterruptedException {
    demo.step(false);
    try (Page page = browser.open(demo.port(), 1440, 1600, false)) {
      live(page, demo);
      demo.step(true);
      demo.rankHostile(page.inputValue("#reader"));
      page.fill("#q", PageDemo.ALL_HOSTILE);
      page.press("#q", "Enter");
      page.waitForSelector("#result-list .more");
      page.waitForSelector("#entries .more");
      for (var more : page.locator("#entries .more, #posts .more").all()) {
        more.click();
      }
      page.evaluate("scrollTo(0, 0)");
      page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }
  }

  private static void gallery(Browser browser, PageDemo demo, Path file)
      throws InterruptedException {
    try (Page page = browser.open(demo.port(), 1440, 1000, false)) {
      live(page, demo);
      page.locator("#ads .campaign").first().click();
      page.waitForSelector("#gallery[open] li");
      page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }
  }

  private static void live(Page page, PageDemo demo) throws InterruptedException {
    page.waitForSelector(".state.live");
    page.waitForSelector("#entries li");
    for (int i = 0; i < 8; i++) {
      demo.step(false);
      Thread.sleep(400);
    }
    page.waitForSelector("#posts li");
  }
}
