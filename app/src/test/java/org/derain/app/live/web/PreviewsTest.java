package org.derain.app.live.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.javalin.Javalin;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.derain.app.live.fleet.Camera;
import org.derain.app.live.fleet.FakeCamera;
import org.derain.app.live.fleet.Fleet;
import org.derain.pipeline.live.CameraSettings;
import org.derain.pipeline.live.Preview;
import org.junit.jupiter.api.Test;

class PreviewsTest {
  /** A camera that gave one picture and then was lost. */
  private static Camera lost(CameraSettings settings) {
    Preview only = new Preview(1, false, new byte[] {1, 2, 3}, new byte[] {4, 5, 6});
    return new FakeCamera(settings) {
      @Override
      public Optional<Preview> preview() {
        return Optional.of(only);
      }
    };
  }

  @Test
  void aStreamOfALostCameraEnds() throws Exception {
    AtomicLong clock = new AtomicLong();
    try (Fleet fleet = new Fleet(PreviewsTest::lost)) {
      fleet.set(List.of(CameraSettings.of("a", "x", List.of("a.mkv"))));
      // Each look at the clock is half a second later.
      Previews previews =
          new Previews(fleet, () -> clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(500)));
      Camera camera = fleet.camera("a").orElseThrow();
      Javalin server =
          Javalin.create(
                  config -> {
                    config.startup.showJavalinBanner = false;
                    config.routes.get("/a", request -> previews.mjpeg(request, camera, true));
                  })
              .start("127.0.0.1", 0);
      try {
        URI at = URI.create("http://127.0.0.1:" + server.port() + "/a");
        for (int viewer = 0; viewer < 20; viewer++) {
          HttpResponse<String> stream =
              HttpClient.newHttpClient()
                  .send(HttpRequest.newBuilder(at).build(), BodyHandlers.ofString());
          assertEquals(200, stream.statusCode(), "viewer " + viewer);
          assertEquals(1, stream.body().split("--derain-frame", -1).length - 1, "the one picture");
        }
        long seconds = TimeUnit.NANOSECONDS.toSeconds(clock.get());
        assertTrue(seconds >= 20 * 10, "each waits its ten seconds: " + seconds);
      } finally {
        server.stop();
      }
    }
  }
}
