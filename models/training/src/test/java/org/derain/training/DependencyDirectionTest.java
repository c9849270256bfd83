package org.derain.training;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/**
 * Dependencies of what learns point one way: training to network and rain, and all to frames; never
 * to what serves. Module app holds the same for what runs, and for the poms.
 */
class DependencyDirectionTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.derain");

  @Test
  void theClassesAreHere() {
    for (String module : new String[] {"frames", "rain", "zoo", "network", "training"}) {
      assertTrue(CLASSES.stream().anyMatch(c -> c.getPackageName().equals("org.derain." + module)));
    }
  }

  @Test
  void learningNeverNeedsWhatServes() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.derain.pipeline..",
            "org.derain.app..",
            "org.derain.perf..",
            "org.derain.samples..")
        .check(CLASSES);
  }

  @Test
  void theNetworkKnowsNeitherRainNorTraining() {
    noClasses()
        .that()
        .resideInAPackage("org.derain.network..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.derain.rain..", "org.derain.training..")
        .check(CLASSES);
  }

  @Test
  void onlyNetworkAndTrainingTouchLibtorch() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.derain.network..", "org.derain.training..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bytedeco.pytorch..")
        .check(CLASSES);
  }
}
