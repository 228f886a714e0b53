package millwright.items;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The packages know each other one way, and of the engine only what it offers to jobs. */
class ItemArrowsTest {

    private static final JavaClasses ITEMS =
            new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests())).importPackages("millwright.items");

    @Test
    void packagesFormNoCycle() {
        slices().matching("millwright.items.(*)..").should().beFreeOfCycles().check(ITEMS);
    }

    @Test
    void ofTheEngineOnlyWhatJobsSeeIsUsed() {
        Set<String> used = ITEMS.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                .filter(type -> type.getPackageName().startsWith("millwright.")
                        && !type.getPackageName().startsWith("millwright.items"))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of("millwright.batch", "millwright.config", "millwright.job", "millwright.retry"), used);
    }
}
