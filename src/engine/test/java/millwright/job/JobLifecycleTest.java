package millwright.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** J3: exactly the transitions that are known, and their guards as the SQL has them. */
class JobLifecycleTest {

    private record Transition(Set<JobState> from, JobState to) {}

    private static final Map<JobLifecycle, Transition> KNOWN = Map.of(
            JobLifecycle.SUBMIT, new Transition(Set.of(), JobState.QUEUED),
            JobLifecycle.CLAIM, new Transition(Set.of(JobState.QUEUED), JobState.RUNNING),
            JobLifecycle.COMPLETE, new Transition(Set.of(JobState.RUNNING), JobState.COMPLETED),
            JobLifecycle.FAIL, new Transition(Set.of(JobState.RUNNING), JobState.FAILED),
            JobLifecycle.CANCEL, new Transition(Set.of(JobState.QUEUED), JobState.CANCELLED),
            JobLifecycle.CANCEL_RUNNING, new Transition(Set.of(JobState.RUNNING), JobState.CANCELLED),
            JobLifecycle.RESCUE, new Transition(Set.of(JobState.RUNNING), JobState.QUEUED),
            JobLifecycle.GIVE_UP, new Transition(Set.of(JobState.RUNNING), JobState.FAILED),
            JobLifecycle.RELEASE, new Transition(Set.of(JobState.RUNNING), JobState.QUEUED));

    @ParameterizedTest
    @EnumSource
    void aTransitionLeadsFromItsStatesAndNoOthers(JobLifecycle transition) {
        Transition known = KNOWN.get(transition);
        assertEquals(known.to(), transition.to());
        for (JobState state : JobState.values()) {
            assertEquals(known.from().contains(state), transition.allowsFrom(state), state::name);
        }
    }

    @Test
    void nothingLeadsOutOfAFinalState() {
        for (JobLifecycle transition : JobLifecycle.values()) {
            for (JobState state : JobState.values()) {
                assertFalse(state.isFinal() && transition.allowsFrom(state), transition + " from " + state);
            }
        }
    }

    @Test
    void guardsAndNewStatesAreLiteralsForTheSql() {
        assertEquals("state IN ('QUEUED')", JobLifecycle.CLAIM.guard("state"));
        assertEquals("j.state IN ('RUNNING')", JobLifecycle.COMPLETE.guard("j.state"));
        assertEquals("'RUNNING'", JobLifecycle.CLAIM.toLiteral());
        for (JobLifecycle transition : JobLifecycle.values()) {
            assertEquals("'" + transition.to() + "'", transition.toLiteral());
        }
    }

    @Test
    void theDiagramShowsEveryTransitionAndEveryEnd() {
        String diagram = JobLifecycle.diagram();
        assertTrue(diagram.startsWith("stateDiagram-v2\n    [*] --> QUEUED : submitted\n"), diagram);
        assertEquals(
                JobLifecycle.values().length,
                diagram.lines().filter(line -> line.contains(" : ")).count());
        assertEquals(
                Set.of("    COMPLETED --> [*]", "    FAILED --> [*]", "    CANCELLED --> [*]"),
                diagram.lines().filter(line -> line.endsWith("[*]")).collect(Collectors.toSet()));
    }

    @Test
    void aStateWithoutSuccessorIsFinal() {
        Set<JobState> reached = Arrays.stream(JobLifecycle.values())
                .map(JobLifecycle::to)
                .filter(to -> Arrays.stream(JobLifecycle.values()).noneMatch(next -> next.allowsFrom(to)))
                .collect(Collectors.toSet());
        assertTrue(reached.stream().allMatch(JobState::isFinal), reached::toString);
    }
}
