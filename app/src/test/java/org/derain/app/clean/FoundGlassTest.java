package org.derain.app.clean;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.derain.pipeline.GlassMask;
import org.derain.pipeline.clean.GlassSearch;
import org.derain.pipeline.demux.Cut;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --glass auto}: drops are found where there are some, and nowhere else. */
class FoundGlassTest {
  private static final int FRAMES = 72;

  /** A blotchy wall that a camera moves along. */
  private static final String WALL =
      "-f lavfi -i color=gray:s=1280x240:r=25,noise=alls=100:all_seed=5:allf=u,gblur=sigma=7,"
          + "lutyuv=y=clip((val-126)*14+126\\,16\\,235),"
          + "loop=-1:1,scroll=h=0.004:v=0.002,crop=320:192:0:0";

  /** Twenty drops: what they show is upside down and darker. */
  private static final String DROPS =
      ",geq=cb=128:cr=128:lum="
          + "if(lt(hypot(mod(X+23*floor(Y/48)\\,64)-32\\,mod(Y\\,48)-24)\\,6+3*mod(floor(X/64)\\,3))"
          + "\\,0.5*lum(W-1-X\\,H-1-Y)+15\\,lum(X\\,Y))";

  private static final String CODED =
      ",format=yuv420p -frames:v " + FRAMES + " -c:v libx264 -crf 12";

  @TempDir private Path temp;
  private Bench bench;

  @BeforeEach
  void bench() throws Exception {
    bench = new Bench(temp);
  }

  private Path dry() throws Exception {
    return bench.clip("dry.mp4", WALL + CODED);
  }

  private Path wet() throws Exception {
    return bench.clip("wet.mp4", WALL + DROPS + CODED);
  }

  @Test
  void whatDropsHideIsFilled() throws Exception {
    Path dry = dry();
    Path wet = wet();
    Path without = bench.cleaned(wet, "without.mp4");
    Path with = bench.cleaned(wet, "with.mp4", "--glass", "auto");
    assertTrue(bench.derain.err().contains("drops were found on"), bench.derain.err());
    double before = Bench.psnr(without, dry);
    double after = Bench.psnr(with, dry);
    assertTrue(after > before + 2, after + " dB with, " + before + " dB without");
  }

  @Test
  void nothingChangesWhereThereAreNone() throws Exception {
    Path dry = dry();
    Path without = bench.cleaned(dry, "without.mkv", "--codec", "ffv1");
    Path with = bench.cleaned(dry, "with.mkv", "--codec", "ffv1", "--glass", "auto");
    assertTrue(bench.derain.err().contains("no drops were found"), bench.derain.err());
    assertEquals(Double.POSITIVE_INFINITY, Bench.psnr(with, without));
  }

  @Test
  void beforeAStillSceneNothingIsLookedFor() throws Exception {
    Path still = bench.clip("still.mp4", "-f lavfi -i smptebars=s=320x192:r=25 -frames:v 40");
    bench.cleaned(still, "out.mp4", "--glass", "auto");
    assertTrue(bench.derain.err().contains("the picture hardly moves"), bench.derain.err());
  }

  /** What a run shares with one that it continues is told by its text, see Signature. */
  @Test
  void theSameFileHasTheSameMask() throws Exception {
    Path wet = wet();
    Optional<GlassMask> first = GlassSearch.of(wet, Cut.ALL, note -> {});
    assertTrue(first.isPresent());
    assertEquals(first, GlassSearch.of(wet, Cut.ALL, note -> {}));
    assertEquals(first.toString(), GlassSearch.of(wet, Cut.ALL, note -> {}).toString());
    assertFalse(first.equals(GlassSearch.of(dry(), Cut.ALL, note -> {})));
  }

  @Test
  void thePartThatIsCleanedIsLookedAt() throws Exception {
    Path wet = wet();
    assertTrue(GlassSearch.of(wet, new Cut(1, 1.6), note -> {}).isPresent());
    List<String> notes = new ArrayList<>();
    assertEquals(Optional.empty(), GlassSearch.of(wet, new Cut(1, 0.2), notes::add));
    assertEquals(List.of("no drops are looked for on the glass: the clip is too short"), notes);
  }

  @Test
  void aFolderHasNoOneGlass() throws Exception {
    Path folder = Files.createDirectory(temp.resolve("trip"));
    assertEquals(2, bench.clean(folder, temp.resolve("out"), "--glass", "auto"));
    assertTrue(bench.derain.err().contains("not for a folder"), bench.derain.err());
  }
}
