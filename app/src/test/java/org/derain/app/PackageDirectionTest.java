package org.derain.app;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Inside modules, packages point one way too: each is a room of one role, and knows those that are
 * named here and no other. Module training holds the same for its own packages.
 */
class PackageDirectionTest {
  /** The arrows: a package, and what it may know of its own module. */
  private static final Map<String, String> MAY_KNOW =
      Map.ofEntries(
          Map.entry("pipeline", ""),
          Map.entry("pipeline.scale", "pipeline"),
          Map.entry("pipeline.ring", "pipeline pipeline.scale"),
          Map.entry("pipeline.window", "pipeline pipeline.ring"),
          Map.entry("pipeline.glass", "pipeline pipeline.scale pipeline.ring pipeline.window"),
          Map.entry("pipeline.deflicker", "pipeline pipeline.ring"),
          Map.entry(
              "pipeline.run",
              "pipeline pipeline.scale pipeline.ring pipeline.window pipeline.glass"
                  + " pipeline.deflicker"),
          Map.entry("pipeline.inference", "pipeline"),
          Map.entry("pipeline.codec", "pipeline"),
          Map.entry("pipeline.demux", "pipeline pipeline.codec"),
          Map.entry("pipeline.mux", "pipeline pipeline.codec pipeline.demux"),
          Map.entry(
              "pipeline.clean",
              "pipeline pipeline.scale pipeline.codec pipeline.demux pipeline.mux pipeline.run"
                  + " pipeline.inference"),
          Map.entry(
              "pipeline.cut",
              "pipeline pipeline.codec pipeline.demux pipeline.mux pipeline.run pipeline.clean"),
          Map.entry("pipeline.triage", "pipeline.codec pipeline.demux pipeline.inference"),
          Map.entry(
              "pipeline.card",
              "pipeline pipeline.codec pipeline.demux pipeline.run pipeline.clean pipeline.cut"
                  + " pipeline.triage"),
          Map.entry("pipeline.still", "pipeline pipeline.codec pipeline.demux pipeline.clean"),
          Map.entry("pipeline.live", "pipeline pipeline.scale pipeline.codec pipeline.inference"),
          Map.entry("pipeline.weather", ""),
          Map.entry("pipeline.live.packet", "pipeline.codec"),
          Map.entry(
              "pipeline.live.input", "pipeline pipeline.codec pipeline.live pipeline.live.packet"),
          Map.entry(
              "pipeline.live.output", "pipeline pipeline.codec pipeline.live pipeline.live.packet"),
          Map.entry(
              "pipeline.live.camera",
              "pipeline pipeline.scale pipeline.codec pipeline.inference pipeline.ring pipeline.run"
                  + " pipeline.live pipeline.live.input pipeline.live.output pipeline.weather"),
          Map.entry("rain", ""),
          Map.entry("rain.glass", "rain"),
          Map.entry("rain.overlay", ""),
          Map.entry("rain.render", "rain rain.glass"),
          Map.entry("app.cli", ""),
          Map.entry("app.clean", "app.cli app.dashcam"),
          Map.entry("app.rain", "app.cli"),
          Map.entry("app.dashcam", "app.cli app.signal"),
          Map.entry("app.score", "app.cli"),
          Map.entry("app.models", "app.cli"),
          Map.entry("app.eval.measure", "app.cli"),
          Map.entry("app.eval.report", "app.cli app.eval.measure"),
          Map.entry("app.eval.benchmark", "app.cli app.eval.measure app.eval.report"),
          Map.entry("app.eval", "app.cli app.eval.measure app.eval.report app.eval.benchmark"),
          Map.entry("app.live.fleet", ""),
          Map.entry("app.signal", "app.cli"),
          Map.entry("app.live.config", "app.cli app.signal app.live.fleet"),
          Map.entry("app.live.web", "app.signal app.live.fleet"),
          Map.entry("app.live", "app.cli app.signal app.live.fleet app.live.config app.live.web"),
          Map.entry(
              "app",
              "app.cli app.clean app.dashcam app.rain app.score app.models app.eval app.live"));

  /** Modules with more than one package. */
  private static final Set<String> MODULES = Set.of("pipeline", "rain", "app");

  /** Classes in a package at most: what one can take in at a look. */
  private static final int ROOM = 27;

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.derain");

  private static String room(JavaClass type) {
    return type.getPackageName().replaceFirst("^org\\.derain\\.", "");
  }

  private static boolean ofAModule(JavaClass type) {
    return type.getPackageName().startsWith("org.derain.")
        && MODULES.contains(room(type).split("\\.")[0]);
  }

  @Test
  void packagesKnowOnlyThoseBelowThem() {
    Set<String> wrong = new TreeSet<>();
    Set<String> rooms = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      if (!ofAModule(type)) {
        continue;
      }
      String room = room(type);
      rooms.add(room);
      Set<String> known = Set.of(MAY_KNOW.getOrDefault(room, "").split(" "));
      type.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass())
          .filter(PackageDirectionTest::ofAModule)
          .map(PackageDirectionTest::room)
          .filter(other -> other.split("\\.")[0].equals(room.split("\\.")[0]))
          .filter(other -> !other.equals(room) && !known.contains(other))
          .forEach(other -> wrong.add(type.getName() + " -> " + other));
    }
    assertEquals(Set.of(), wrong);
    assertEquals(new TreeSet<>(MAY_KNOW.keySet()), rooms, "packages without a rule");
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("org.derain.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void packagesAreSmall() {
    Map<String, Long> sizes =
        CLASSES.stream()
            .filter(JavaClass::isTopLevelClass)
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .collect(
                Collectors.groupingBy(
                    PackageDirectionTest::room, TreeMap::new, Collectors.counting()));
    Map<String, Long> large = new HashMap<>(sizes);
    large.values().removeIf(count -> count <= ROOM);
    assertEquals(Map.of(), large);
    assertTrue(sizes.size() > List.of("pipeline", "app").size(), "packages were looked at");
  }
}
