package org.derain.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Dependencies point one way: app to javacv to pipeline to zoo and frames; training to network and
 * rain to frames; tests of all may use clips. The classes of everything that runs are on this
 * module's class path and are looked into; a test of module training does the same for what learns.
 * The poms are read for all modules.
 */
class DependencyDirectionTest {
  /** What each module may use of the others. */
  private static final Map<String, Set<String>> ALLOWED =
      Map.ofEntries(
          Map.entry("clips", Set.of()),
          Map.entry("models/frames", Set.of()),
          Map.entry("models/rain", Set.of("frames")),
          Map.entry("models/zoo", Set.of("frames")),
          Map.entry("models/network", Set.of("frames", "zoo")),
          Map.entry("models/training", Set.of("frames", "rain", "zoo", "network")),
          Map.entry("pipeline", Set.of("frames", "zoo")),
          Map.entry("pipeline/javacv", Set.of("frames", "zoo", "pipeline")),
          Map.entry("app", Set.of("frames", "rain", "zoo", "pipeline", "javacv")),
          Map.entry("fleet", Set.of("frames", "zoo", "pipeline", "app")),
          Map.entry("perf", Set.of("clips", "frames", "rain", "zoo", "pipeline", "javacv", "app")),
          Map.entry("samples", Set.of("frames", "rain", "zoo", "pipeline", "javacv")));

  /** What runs: the modules on the class path of the program. */
  private static final List<String> RUNNING =
      List.of("frames", "rain", "zoo", "pipeline", "javacv", "app");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.derain");

  private static String shortName(String module) {
    return module.substring(module.indexOf('/') + 1);
  }

  private static Set<String> allowed(String name) {
    return ALLOWED.entrySet().stream()
        .filter(module -> shortName(module.getKey()).equals(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void classesUseOnlyTheModulesBelowThem() {
    for (String module : RUNNING) {
      Set<String> banned = new HashSet<>();
      ALLOWED.keySet().forEach(other -> banned.add(shortName(other)));
      banned.removeAll(allowed(module));
      banned.remove(module);
      noClasses()
          .that()
          .resideInAPackage("org.derain." + module + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              banned.stream().map(name -> "org.derain." + name + "..").toArray(String[]::new))
          .check(CLASSES);
    }
  }

  @Test
  void nothingThatRunsTouchesLibtorch() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bytedeco.pytorch..")
        .check(CLASSES);
  }

  @Test
  void learningIsNotOnTheClassPathOfTheProgram() {
    Set<String> seen = new HashSet<>();
    CLASSES.forEach(type -> seen.add(type.getPackageName().split("\\.")[2]));
    seen.remove("clips"); // what tests make their clips with
    assertEquals(new HashSet<>(RUNNING), seen);
  }

  @Test
  void pomsDeclareOnlyTheModulesBelow() throws Exception {
    Path root = Path.of("").toAbsolutePath().getParent();
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, Set<String>> module : ALLOWED.entrySet()) {
      Path pom = root.resolve(module.getKey()).resolve("pom.xml");
      for (String other : declared(pom)) {
        if (!module.getValue().contains(other)) {
          wrong.add(module.getKey() + " -> " + other);
        }
      }
    }
    assertEquals(List.of(), wrong);
    Set<String> modules = modules(root.resolve("pom.xml"));
    modules.remove(".ci"); // has no classes
    assertEquals(ALLOWED.keySet(), modules, "modules without a rule");
  }

  private static Set<String> declared(Path pom) throws Exception {
    Set<String> found = new HashSet<>();
    for (Element dependency : elements(pom, "dependency")) {
      String other = text(dependency, "artifactId").replaceFirst("^derain-", "");
      boolean forTests = other.equals("clips") && text(dependency, "scope").equals("test");
      if (text(dependency, "groupId").equals("org.derain") && !forTests) {
        found.add(other);
      }
    }
    return found;
  }

  private static Set<String> modules(Path pom) throws Exception {
    Set<String> found = new HashSet<>();
    for (Element module : elements(pom, "module")) {
      found.add(module.getTextContent().strip());
    }
    return found;
  }

  private static List<Element> elements(Path pom, String name) throws Exception {
    NodeList nodes =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(Files.newInputStream(pom))
            .getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  private static String text(Element parent, String name) {
    Node node = parent.getElementsByTagName(name).item(0);
    return node == null ? "" : node.getTextContent().strip();
  }
}
