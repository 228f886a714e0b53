package millwright.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import millwright.testing.FakeRunner;
import org.junit.jupiter.api.Test;

/** What a node knows of what can run. */
class DefinitionsTest {

    @Test
    void eachDefinitionHasItsRunner() {
        FakeRunner one = FakeRunner.completing("b", "a");
        FakeRunner other = FakeRunner.completing("c");
        Definitions definitions = new Definitions(List.of(one, other));
        assertEquals(
                List.of("a", "b", "c"),
                definitions.all().stream().map(JobDefinition::name).toList());
        assertSame(other, definitions.runner("c").orElseThrow());
        assertSame(one, definitions.runner("a").orElseThrow());
        assertTrue(definitions.runner("d").isEmpty());
        assertEquals(List.of("default"), definitions.queues());
    }

    @Test
    void oneNameTwiceIsRefused() {
        IllegalStateException refused = assertThrows(
                IllegalStateException.class,
                () -> new Definitions(List.of(FakeRunner.completing("a"), FakeRunner.completing("a"))));
        assertTrue(refused.getMessage().contains("'a'"));
    }

    @Test
    void brokenOnesAreKnownButNotRunnable() {
        Definitions definitions = new Definitions(List.of(new FakeRunner(
                List.of(
                        FakeRunner.definition("sound"),
                        FakeRunner.definition("broken", ParameterSchema.any(), Optional.of("no steps"))),
                attempt -> AttemptEnd.completed(null))));
        assertEquals(2, definitions.all().size());
        assertEquals(List.of("sound"), definitions.runnable());
    }
}
