package org.derain.rain.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.derain.frames.FrameFormat;
import org.derain.rain.Camera;
import org.derain.rain.Depth;
import org.derain.rain.Rainfall;
import org.derain.rain.Veil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rain as physics has it, before anything is drawn. */
class DropFieldTest {
  private static final FrameFormat FORMAT = new FrameFormat(640, 360, 8);
  private static final Camera STILL = new Camera(58, 1 / 60.0, 0, 12, 0, 0, 0, 0.5);

  private record Streak(double x0, double y0, double x1, double y1) {}

  private static List<Streak> streaks(DropField field, long frame) {
    Streaks streaks = new Streaks();
    field.streaks(frame, streaks);
    List<Streak> list = new ArrayList<>();
    for (int i = 0; i < streaks.count(); i++) {
      list.add(new Streak(streaks.x0(i), streaks.y0(i), streaks.x1(i), streaks.y1(i)));
    }
    return list;
  }

  @ParameterizedTest(name = "{0} mm/h")
  @CsvSource({
    "1, 251, 32, 1, .31, .985, .969, .911",
    "5, 634, 147, 8, .92, .955, .912, .759",
    "10, 894, 253, 20, 1.46, .930, .864, .645",
    "25, 1352, 477, 59, 2.70, .874, .764, .445",
    "50, 1801, 731, 121, 4.29, .807, .651, .276",
    "100, 2354, 1080, 227, 6.83, .711, .505, .129"
  })
  void dropsAndVeilAreThoseOfTheRate(
      double rate,
      double overHalf,
      double overOne,
      double overTwo,
      double extinction,
      double at50,
      double at100,
      double at300) {
    Rainfall fall = new Rainfall(rate, 0, 0, 1, STILL);
    assertEquals(overHalf, fall.drops(0.5), 0.5);
    assertEquals(overOne, fall.drops(1), 0.5);
    assertEquals(overTwo, fall.drops(2), 0.5);
    assertEquals(extinction, fall.extinction(), 0.006);
    Veil veil = new Veil(fall.extinction(), 0, Depth.plane(5, 300, 0.5));
    assertEquals(at50, veil.transmission(50), 0.0006);
    assertEquals(at100, veil.transmission(100), 0.0006);
    assertEquals(at300, veil.transmission(300), 0.0006);
  }

  @ParameterizedTest
  @CsvSource({"1, 0.5", "5, 0.5", "5, 1.1", "50, 0.5", "50, 1.1", "50, 2.3", "100, 1.1"})
  void theSpaceHoldsAsManyDropsAsTheRateSays(double rate, double larger) {
    Rainfall fall = new Rainfall(rate, 0, 0, 1, STILL);
    double sum = 0;
    double drops = 0;
    int clips = 30;
    for (int seed = 0; seed < clips; seed++) {
      DropField field = new DropField(fall, FORMAT, 25, seed);
      sum += field.perCubicMetre(larger) / clips;
      drops += field.size();
    }
    double expected = fall.drops(larger) - fall.drops(Rainfall.LARGEST);
    // The rarest class of sizes decides: a tenth of the drops at the very least is counted.
    assertEquals(expected, sum, 5 * expected / Math.sqrt(0.1 * drops));
  }

  @ParameterizedTest(name = "at {0} m and 1/{1} s")
  @CsvSource({"1, 60, 2, 109", "1, 250, 2, 26", "5, 60, 0.4, 22", "5, 250, 0.4, 5"})
  void aDropOfTwoMillimetresLooksAsItShould(
      double distance, double shutter, double width, double length) {
    FrameFormat format = new FrameFormat(1000, 600, 8);
    double view = Math.toDegrees(2 * Math.atan(0.5));
    Camera camera = new Camera(view, 1 / shutter, 0, 12, 0, 0, 0, 0.5);
    assertEquals(1000, camera.focal(format.width()), 1e-9);
    Projection projection = new Projection(camera, 1, format, new Random(1));
    Streaks streaks = new Streaks();
    double speed = Rainfall.speed(2);
    projection.streak(0, 0, distance, 0, speed, 2, 1, streaks);
    assertEquals(1, streaks.count());
    assertEquals(width, streaks.width(0), 1e-6);
    assertEquals(length, streaks.length(0), 0.6);
    double opacity = Rainfall.opacity(2, speed, 1 / shutter);
    assertEquals(shutter == 60 ? 0.018 : 0.07, opacity, 0.002);
    assertEquals(opacity * Math.min(1, width), streaks.cover(0), 1e-6);
  }

  @Test
  void theShutterDecidesHowVisibleRainIs() {
    assertEquals(0.23, Rainfall.opacity(2, Rainfall.speed(2), 1 / 1000.0), 0.005);
  }

  @Test
  void nearDropsOutOfFocusAreWiderAndFainter() {
    FrameFormat format = new FrameFormat(1000, 600, 8);
    Streaks streaks = new Streaks();
    for (double aperture : new double[] {0, 4}) {
      Camera camera = new Camera(53, 1 / 100.0, aperture, 10, 0, 0, 0, 0.5);
      new Projection(camera, 1, format, new Random(1)).streak(0, 0, 0.8, 0, 6, 2, 1, streaks);
    }
    assertTrue(streaks.width(1) > 2 * streaks.width(0));
    assertTrue(streaks.cover(1) < 0.5 * streaks.cover(0));
  }

  @Test
  void anyFrameShowsTheSameInAnyOrder() {
    Rainfall fall = new Rainfall(30, 3, 2, 5, new Camera(58, 0.01, 3, 10, 12, 5, 0.3, 0.45));
    DropField a = new DropField(fall, FORMAT, 25, 4);
    DropField b = new DropField(fall, FORMAT, 25, 4);
    List<Streak> seventh = streaks(a, 7);
    streaks(b, 1000);
    assertEquals(seventh, streaks(b, 7));
    assertTrue(seventh.size() > 100, seventh.size() + " streaks");
  }

  /** With the shutter always open, a streak ends where the next frame's begins. */
  @Test
  void dropsStayTheSameFromFrameToFrame() {
    Camera camera = new Camera(58, 1 / 60.0, 0, 12, 3, 0, 0, 0.5);
    DropField field = new DropField(new Rainfall(10, 2, 0, 1, camera), FORMAT, 60, 9);
    List<Streak> next = streaks(field, 12);
    int found = 0;
    int inside = 0;
    for (Streak streak : streaks(field, 11)) {
      if (streak.x1 > 0 && streak.x1 < 640 && streak.y1 > 0 && streak.y1 < 360) {
        inside++;
        found +=
            next.stream().anyMatch(n -> Math.hypot(n.x0 - streak.x1, n.y0 - streak.y1) < 0.02)
                ? 1
                : 0;
      }
    }
    assertTrue(inside > 50, inside + " streaks");
    assertTrue(found > 0.97 * inside, found + " of " + inside);
  }

  @Test
  void windLeansStreaks() {
    DropField field = new DropField(new Rainfall(20, 6, 0, 1, STILL), FORMAT, 25, 2);
    List<Streak> streaks = streaks(field, 3);
    assertTrue(streaks.stream().allMatch(s -> s.x1 > s.x0 && s.y1 > s.y0));
  }

  @Test
  void aMovingCameraSeesStreaksRadiateFromTheVanishingPoint() {
    DropField field = new DropField(new Rainfall(20, 0, 0, 1, STILL.forward(20)), FORMAT, 25, 2);
    int outward = 0;
    int counted = 0;
    for (Streak streak : streaks(field, 3)) {
      if (Math.abs(streak.x0 - 320) > 60) {
        counted++;
        outward += (streak.x1 - streak.x0) * (streak.x0 - 320) > 0 ? 1 : 0;
      }
    }
    assertTrue(counted > 50, counted + " streaks");
    assertEquals(counted, outward);
  }

  @Test
  void gustsComeAndGoAroundTheirMean() {
    Tremble gust = new Tremble(new Random(3), 2, 0.05, 1);
    double sum = 0;
    double squares = 0;
    int steps = 40_000;
    for (int i = 0; i < steps; i++) {
      double t = i * 0.05;
      sum += gust.value(t);
      squares += gust.value(t) * gust.value(t);
      double change = (gust.integral(t + 1e-4) - gust.integral(t - 1e-4)) / 2e-4;
      assertEquals(gust.value(t), change, 1e-5);
      double slope = (gust.value(t + 1e-4) - gust.value(t - 1e-4)) / 2e-4;
      assertEquals(gust.rate(t), slope, 1e-4);
    }
    assertEquals(0, sum / steps, 0.1);
    assertEquals(2, Math.sqrt(squares / steps), 0.1);
  }
}
