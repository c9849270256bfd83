package org.derain.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.derain.zoo.Identity;
import org.derain.zoo.Zoo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsCommandTest {
  private final Commands derain = new Commands();

  @Test
  void theZooAsTableAndAsJson() throws Exception {
    assertEquals(0, derain.run("models"), derain.err());
    for (String name : Zoo.names()) {
      assertTrue(derain.out().lines().anyMatch(line -> line.startsWith(name)), derain.out());
    }
    assertEquals(0, derain.run("models", "--json"));
    JsonNode cards = new ObjectMapper().readTree(derain.out());
    assertEquals(Zoo.names().size(), cards.size());
  }

  @Test
  void theCardBesideAFile(@TempDir Path folder) throws Exception {
    Path model = Files.write(folder.resolve("mine.onnx"), Identity.onnx(2, 0));
    Files.writeString(
        folder.resolve("mine.json"),
        """
        {"name": "mine", "description": "my own rain", "parameters": 1234567, "bytes": 2000000,
         "gmac_720p": 3.25, "window": 5,
         "training": {"run": "runs/mine.yaml", "seed": 7, "steps": 1000, "windows": 8000, "wall_s": 5400,
                      "data": [{"name": "beach", "licence": "MIT"}]},
         "quality": {"pairs": [{"name": "road", "psnr_y_in": 28.9, "psnr_y": 33.456, "median3": 29.3, "median5": 29.1}],
                     "mean_gain_db": 4.556, "dry_db": 61.23, "dry_worst_db": 47.61, "steadiness": 1.04, "causal_db": -0.35,
                     "types": [{"type": "heavy", "psnr_y_in": 20.5, "psnr_y": 27.75, "median3": 22, "median5": 23,
                                "clips": 28, "windows": 280}],
                     "score": {"held_out": {"accuracy": 0.975, "rainy_right": 0.98, "dry_right": 0.97,
                                            "rainy_frames": 1400, "dry_frames": 280}},
                     "stills": {"pictures": 20, "psnr_y_in": 22.25, "psnr_y": 26.5}},
         "failures": [{"text": "a wall of water on a windshield", "picture": "mine.drops.jpg"}],
         "limits": ["no drops on glass"]}
        """);
    assertEquals(0, derain.run("models", "show", model), derain.err());
    for (String part :
        new String[] {
          "mine: my own rain",
          "1,234,567",
          "2.0 MB",
          "3.25 GMAC",
          "seed 7",
          "1.5 h",
          "beach",
          "MIT",
          "33.46",
          "+4.56 dB",
          "no drops on glass",
          "heavy  20.50    22.00    23.00   27.75  +7.25     28     280",
          "the worst clip 47.6 dB",
          "1.04 times",
          "-0.35 dB",
          "98.0 % of 1,400",
          "26.50 dB out (+4.25 dB)",
          "a wall of water on a windshield [mine.drops.jpg]"
        }) {
      assertTrue(words(derain.out()).contains(words(part)), part + " in " + derain.out());
    }
    assertTrue(derain.out().lines().allMatch(line -> line.length() <= 80), derain.out());
    Path page = folder.resolve("card.html");
    Files.write(folder.resolve("mine.drops.jpg"), new byte[] {1, 2, 3});
    assertEquals(0, derain.run("models", "show", "--html", page, model), derain.err());
    assertTrue(Files.readString(page).contains("src=\"data:image/jpeg;base64,AQID\""));
    assertTrue(Files.readString(page).contains("<td>27.75</td><td>+7.25</td>"));
    assertEquals(0, derain.run("models", "show", "--json", model));
    assertEquals("mine", new ObjectMapper().readTree(derain.out()).get("name").asText());
  }

  @Test
  void whatIsNotThereIsRefused(@TempDir Path folder) throws Exception {
    assertEquals(1, derain.run("models", "show", "giant"));
    assertTrue(derain.err().startsWith("derain: no model giant"), derain.err());
    Path bare = Files.write(folder.resolve("bare.onnx"), Identity.onnx(2, 0));
    assertEquals(1, derain.run("models", "show", bare));
    assertTrue(derain.err().contains("has no model card"), derain.err());
    assertEquals(2, derain.run("models", "show"));
  }

  /** However lines are broken. */
  private static String words(String text) {
    return text.replaceAll("\\s+", " ");
  }
}
