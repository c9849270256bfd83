package org.derain.app.live.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.derain.app.live.fleet.Camera;
import org.derain.app.live.fleet.FakeCamera;
import org.derain.app.live.fleet.Fleet;
import org.derain.app.signal.EventLog;
import org.derain.pipeline.live.CameraSettings;
import org.derain.pipeline.live.CameraState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The page in a real browser, at the width of a desk and of a phone. */
@Tag("browser")
class DashboardTest {
  private static final String TOKEN = "a-token-of-this-test";
  private static final double PATIENCE_MS = 20_000;
  private static final Path PICTURES = Path.of("target", "dashboard");

  private static Playwright playwright;
  private static Browser browser;

  private final Fleet fleet = new Fleet(FakeCamera::new);
  private final List<String> complaints = new ArrayList<>();
  private WebServer server;
  private Page page;

  @BeforeAll
  static void browser() throws Exception {
    Optional<Path> chromium =
        Stream.of("chromium", "google-chrome")
            .flatMap(
                name ->
                    Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(
        chromium.isPresent(), "no Chromium here: install the package 'chromium' to run this");
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium.get())
                    .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")));
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    Files.createDirectories(PICTURES);
  }

  @AfterAll
  static void end() {
    if (playwright != null) {
      playwright.close();
    }
  }

  @BeforeEach
  void serve() {
    fleet.set(
        List.of(
            CameraSettings.of(
                "yard",
                "rtsp://admin:hunter2@10.0.0.5/stream",
                List.of("rtsp://pub:topsecret@127.0.0.1:8554/yard", "yard.mkv")),
            CameraSettings.of("gate", "rtsp://10.0.0.6/stream", List.of("gate.mkv"))));
    server =
        new WebServer(
            new WebAddress("127.0.0.1", 0),
            null,
            fleet,
            new EventLog(),
            "1.0-test",
            List.of("nano", "base"),
            () -> null);
  }

  @AfterEach
  void close() {
    if (page != null) {
      page.context().close();
    }
    server.close();
    fleet.close();
  }

  private void open(int width, int height, ColorScheme colours) {
    page =
        browser
            .newContext(
                new Browser.NewContextOptions()
                    .setViewportSize(width, height)
                    .setColorScheme(colours)
                    .setDeviceScaleFactor(width < 500 ? 2 : 1)
                    .setHasTouch(width < 500))
            .newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    page.onRequest(
        request -> {
          if (!request.url().startsWith(server.url())) {
            complaints.add("a request to " + request.url());
          }
        });
    page.navigate(server.url());
  }

  private Locator card(String name) {
    return page.locator("[data-camera=" + name + "]");
  }

  private void waitForPicture(String name) {
    PlaywrightAssertions.assertThat(card(name).locator(".viewer"))
        .hasAttribute("data-frame", Pattern.compile("\\d+"));
  }

  private FakeCamera camera(String name) {
    return (FakeCamera) fleet.camera(name).orElseThrow();
  }

  /** The mean brightness of a strip of what is on the screen. */
  private String strip(Locator viewer, double from) {
    BoundingBox box = viewer.boundingBox();
    byte[] png =
        page.screenshot(
            new Page.ScreenshotOptions()
                .setClip(box.x + box.width * from, box.y + box.height * 0.1, 40, box.height * 0.3));
    return Arrays.toString(png);
  }

  @Test
  void figuresAndPicturesMoveOn() {
    open(1280, 900, ColorScheme.LIGHT);
    waitForPicture("yard");
    waitForPicture("gate");
    String frame = card("yard").locator(".viewer").getAttribute("data-frame");
    String received = card("yard").locator(".outcomes li").first().textContent();
    PlaywrightAssertions.assertThat(card("yard").locator(".viewer"))
        .not()
        .hasAttribute("data-frame", frame);
    PlaywrightAssertions.assertThat(card("yard").locator(".outcomes li").first())
        .not()
        .hasText(received);
    PlaywrightAssertions.assertThat(page.locator("#summary"))
        .hasText(Pattern.compile("2 of 2 cameras running.*"));
    // After three seconds there is a line in every chart.
    page.waitForFunction(
        "() => [...document.querySelectorAll('[data-camera=yard] path.line')]"
            + ".every(path => path.getAttribute('d').includes('L'))");
    String text = page.content();
    assertFalse(text.contains("hunter2") || text.contains("topsecret"), "a credential is shown");
    assertTrue(text.contains("rtsp://admin:***@10.0.0.5"), "the address is shown redacted");
    picture("desktop.png");
    assertEquals(List.of(), complaints);
  }

  @Test
  void theDividerIsDraggedAndMovedByKeys() {
    open(1280, 900, ColorScheme.DARK);
    waitForPicture("yard");
    Locator viewer = card("yard").locator(".viewer");
    Locator divider = card("yard").locator(".divider");
    BoundingBox box = viewer.boundingBox();
    double y = box.y + box.height / 2;
    page.mouse().move(box.x + box.width * 0.5, y);
    page.mouse().down();
    page.mouse().move(box.x + box.width * 0.7, y);
    page.mouse().move(box.x + box.width * 0.8, y);
    page.mouse().up();
    int dragged = Integer.parseInt(divider.inputValue());
    assertTrue(dragged > 75 && dragged < 85, "dragged to " + dragged);
    BoundingBox handle = card("yard").locator(".handle").boundingBox();
    assertEquals(box.x + box.width * dragged / 100, handle.x + handle.width / 2, 3);
    // What lies beneath changes with it: the strip at 60 % shows rain now, and does not at 0.
    String rainy = strip(viewer, 0.6);
    divider.focus();
    page.keyboard().press("Home");
    assertEquals("0", divider.inputValue());
    assertNotEquals(rainy, strip(viewer, 0.6));
    page.keyboard().press("ArrowRight");
    assertEquals("1", divider.inputValue());
    for (int i = 0; i < 5; i++) {
      page.keyboard().press("PageUp");
    }
    assertTrue(Integer.parseInt(divider.inputValue()) > 30);
    picture("dark.png");
    assertEquals(List.of(), complaints);
  }

  @Test
  void controlsReachTheCamera() {
    open(1280, 900, ColorScheme.LIGHT);
    waitForPicture("yard");
    Locator toggle = card("yard").locator(".deraining");
    PlaywrightAssertions.assertThat(toggle).isChecked();
    toggle.focus();
    page.keyboard().press("Space");
    PlaywrightAssertions.assertThat(card("yard").locator(".outcomes"))
        .containsText("passed: switched off");
    assertFalse(camera("yard").status().deraining());
    assertTrue(camera("gate").status().deraining(), "the other camera stays as it was");
    PlaywrightAssertions.assertThat(card("yard").locator(".untouched")).isVisible();
    card("yard").locator(".tier").selectOption("base");
    PlaywrightAssertions.assertThat(card("yard").locator(".badge.model")).hasText("base on cpu");
    assertEquals("base", camera("yard").model());
    card("yard").locator(".sensitivity").focus();
    page.keyboard().press("End");
    PlaywrightAssertions.assertThat(card("yard").locator(".controls output")).hasText("1.00");
    page.waitForCondition(() -> camera("yard").status().sensitivity() == 1);
    PlaywrightAssertions.assertThat(toggle).not().isChecked();
    assertEquals(List.of(), complaints);
  }

  @Test
  void troubleIsToldWhereItIs() {
    open(1280, 900, ColorScheme.LIGHT);
    waitForPicture("gate");
    camera("gate").state = CameraState.WAITING;
    camera("gate").error = "wrong user name or password";
    camera("gate").ageS = 42;
    camera("yard").connected = false;
    PlaywrightAssertions.assertThat(card("gate").locator(".state")).hasText("waiting");
    PlaywrightAssertions.assertThat(card("gate").locator(".error"))
        .hasText("wrong user name or password");
    PlaywrightAssertions.assertThat(card("gate").locator("[data-figure=age]")).hasText("42.0 s");
    PlaywrightAssertions.assertThat(card("yard").locator(".outputs")).containsText("away");
    picture("trouble.png");
    fleet.set(List.of(fleet.camera("gate").map(Camera::settings).orElseThrow()));
    PlaywrightAssertions.assertThat(page.locator(".camera")).hasCount(1);
    complaints.removeIf(text -> text.contains("404")); // its picture was being asked for
    assertEquals(List.of(), complaints);
  }

  @Test
  void fitsAPhone() {
    open(390, 844, ColorScheme.LIGHT);
    waitForPicture("yard");
    int overflow = (int) page.evaluate("() => document.documentElement.scrollWidth - innerWidth");
    assertTrue(overflow <= 0, "wider than the screen by " + overflow);
    Locator divider = card("yard").locator(".divider");
    BoundingBox box = divider.boundingBox();
    page.touchscreen().tap(box.x + box.width * 0.25, box.y + box.height / 2);
    int tapped = Integer.parseInt(divider.inputValue());
    assertTrue(tapped > 20 && tapped < 30, "tapped to " + tapped);
    page.waitForTimeout(2500);
    picture("phone.png");
    assertEquals(List.of(), complaints);
  }

  @Test
  void asksForTheToken() {
    server.close();
    server =
        new WebServer(
            new WebAddress("127.0.0.1", 0),
            TOKEN,
            fleet,
            new EventLog(),
            "1.0-test",
            List.of(),
            () -> null);
    open(900, 600, ColorScheme.LIGHT);
    page.locator("#token").fill("something else of length");
    page.keyboard().press("Enter");
    PlaywrightAssertions.assertThat(page.locator("#trouble")).hasText("that is not the token");
    page.locator("#token").fill(TOKEN);
    page.keyboard().press("Enter");
    waitForPicture("yard");
    assertFalse(page.content().contains(TOKEN));
    page.context().close();
    page = browser.newContext().newPage();
    page.navigate(server.url() + "?token=" + TOKEN);
    waitForPicture("yard");
    assertEquals(server.url(), page.url(), "the token is in no history");
    assertEquals("", page.evaluate("() => document.cookie"), "no script reads the cookie");
  }

  private void picture(String name) {
    page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name)).setFullPage(true));
  }
}
