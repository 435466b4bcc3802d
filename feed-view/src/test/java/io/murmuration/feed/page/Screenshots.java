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
        shoot(browser, demo, folder.resolve("light.png"), 1440, 1000, false, false);
        shoot(browser, demo, folder.resolve("dark.png"), 1440, 1000, true, false);
        shoot(browser, demo, folder.resolve("narrow.png"), 390, 2600, false, false);
        shoot(browser, demo, folder.resolve("search.png"), 1100, 1000, true, true);
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
      live(page, demo, false);
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
    demo.step(true);
    try (Page page = browser.open(demo.port(), 1440, 1600, false)) {
      live(page, demo, true);
      page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }
  }

  private static void live(Page page, PageDemo demo, boolean hostile) throws InterruptedException {
    page.waitForSelector(".state.live");
    page.waitForSelector("#entries li");
    for (int i = 0; i < 8; i++) {
      demo.step(hostile && i == 7);
      Thread.sleep(400);
    }
    page.waitForSelector("#posts li");
  }
}
