package millwright.readme;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The arrows of the README are the arrows of the bytecode, in both directions and without cycles. */
class PackageArrowsTest {

    private static final JavaClasses ENGINE = PackageArrows.engine();

    @Test
    void theReadmeShowsExactlyTheArrowsOfTheBytecode() throws Exception {
        assertSameArrows(Readme.read());
    }

    @Test
    void packagesFormNoCycle() {
        noCycles("millwright.(*)..").check(ENGINE);
    }

    @Test
    void nothingKnowsStartAndDatabaseKnowsNoFeature() {
        NavigableSet<String> arrows = PackageArrows.of(ENGINE);
        assertTrue(arrows.stream().noneMatch(arrow -> arrow.endsWith("--> start")), arrows::toString);
        assertTrue(arrows.stream()
                .noneMatch(arrow ->
                        arrow.matches("(job|database|config|retry) --> (queue|node|batch|method|hook|schedule)")));
        Set<String> siblings = Set.of("queue", "node", "batch", "method", "hook", "schedule", "waiting", "signal");
        for (String one : siblings) {
            for (String other : siblings) {
                assertFalse(arrows.contains(one + " --> " + other));
            }
        }
    }

    @Test
    void theRightArrowsPassInAnyOrderAndWithAnythingAroundThem() {
        NavigableSet<String> arrows = PackageArrows.of(ENGINE);
        String lines = arrows.descendingSet().stream()
                .map(arrow -> "  " + arrow + "\n")
                .collect(Collectors.joining());
        assertSameArrows(new Readme("<!-- package-arrows:begin -->\nflowchart LR\n" + lines
                + "    classDef engine fill:#eee\n<!-- package-arrows:end -->"));
    }

    @Test
    void anArrowThatTheReadmeLeavesOutIsNoticed() {
        NavigableSet<String> arrows = new TreeSet<>(PackageArrows.of(ENGINE));
        assertTrue(arrows.remove("queue --> job"));
        AssertionError failed = assertThrows(AssertionError.class, () -> assertSameArrows(readme(arrows)));
        assertTrue(failed.getMessage().contains("    queue --> job\n"), failed.getMessage());
    }

    @Test
    void anArrowThatOnlyTheReadmeHasIsNoticed() {
        NavigableSet<String> arrows = new TreeSet<>(PackageArrows.of(ENGINE));
        assertTrue(arrows.add("job --> queue"));
        assertThrows(AssertionError.class, () -> assertSameArrows(readme(arrows)));
    }

    @Test
    void aReadmeWithoutTheBlockIsNoticed() {
        assertThrows(AssertionError.class, () -> assertSameArrows(new Readme("# Millwright\n")));
    }

    @Test
    void packagesThatKnowEachOtherAreRefused() {
        JavaClasses fixture = new ClassFileImporter().importPackages("millwright.fixture.cycle");
        assertEquals(2, fixture.stream().filter(c -> c.isRecord()).count());
        assertThrows(AssertionError.class, () -> noCycles("millwright.fixture.cycle.(*)..")
                .check(fixture));
    }

    private static ArchRule noCycles(String packages) {
        return slices().matching(packages).should().beFreeOfCycles();
    }

    private static Readme readme(NavigableSet<String> arrows) {
        return new Readme("<!-- package-arrows:begin -->\n" + Readme.mermaid(PackageArrows.diagram(arrows))
                + "\n<!-- package-arrows:end -->\n");
    }

    /** Their order and what stands around them is the README's business. */
    private static void assertSameArrows(Readme readme) {
        NavigableSet<String> expected = PackageArrows.of(ENGINE);
        String block = readme.block("package-arrows");
        if (!PackageArrows.in(block).equals(expected)) {
            readme.assertBlock("package-arrows", Readme.mermaid(PackageArrows.diagram(expected)));
        }
    }
}
