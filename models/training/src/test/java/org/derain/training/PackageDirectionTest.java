package org.derain.training;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Inside this module packages point one way, as the test of the same name in app says of others.
 */
class PackageDirectionTest {
  private static final String ROOT = "org.derain.training";

  /** The arrows: a package, and what it may know of this module. */
  private static final Map<String, String> MAY_KNOW =
      Map.ofEntries(
          Map.entry("data", ""),
          Map.entry("config", "data"),
          Map.entry("balance", "config"),
          Map.entry("learn", "data config balance"),
          Map.entry("continual", "data config learn"),
          Map.entry("transfer", "data config learn"),
          Map.entry("trial", "data config learn continual transfer"),
          Map.entry("search", "data config learn"),
          Map.entry("select", "data config learn trial"),
          Map.entry("glass", ""),
          Map.entry("", "data config learn continual transfer trial search select glass"));

  /** Classes in a package at most: what one can take in at a look. */
  private static final int ROOM = 27;

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  private static String room(JavaClass type) {
    return type.getPackageName().substring(ROOT.length()).replaceFirst("^\\.", "");
  }

  private static boolean here(JavaClass type) {
    return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
  }

  @Test
  void packagesKnowOnlyThoseBelowThem() {
    Set<String> wrong = new TreeSet<>();
    Set<String> rooms = new TreeSet<>();
    for (JavaClass type : CLASSES) {
      String room = room(type);
      rooms.add(room);
      Set<String> known = Set.of(MAY_KNOW.getOrDefault(room, "").split(" "));
      type.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass())
          .filter(PackageDirectionTest::here)
          .map(PackageDirectionTest::room)
          .filter(other -> !other.equals(room) && (other.isEmpty() || !known.contains(other)))
          .forEach(other -> wrong.add(type.getName() + " -> " + other));
    }
    assertEquals(Set.of(), wrong);
    assertEquals(new TreeSet<>(MAY_KNOW.keySet()), rooms, "packages without a rule");
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
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
    assertEquals(MAY_KNOW.size(), sizes.size());
    sizes.values().removeIf(count -> count <= ROOM);
    assertEquals(Map.of(), sizes);
  }
}
