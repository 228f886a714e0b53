package millwright.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

    private static final Map<JobLifecycle, Transition> KNOWN = Map.ofEntries(
            known(JobLifecycle.SUBMIT, JobState.QUEUED),
            known(JobLifecycle.SUBMIT_LATER, JobState.SCHEDULED),
            known(JobLifecycle.SUBMIT_BLOCKED, JobState.BLOCKED),
            known(JobLifecycle.SUBMIT_RUNNING, JobState.RUNNING),
            known(JobLifecycle.UNBLOCK, JobState.QUEUED, JobState.BLOCKED),
            known(JobLifecycle.UNBLOCK_LATER, JobState.SCHEDULED, JobState.BLOCKED),
            known(JobLifecycle.PROMOTE, JobState.QUEUED, JobState.SCHEDULED, JobState.RETRYING),
            known(JobLifecycle.RUN_NOW, JobState.QUEUED, JobState.SCHEDULED, JobState.RETRYING),
            known(JobLifecycle.CLAIM, JobState.RUNNING, JobState.QUEUED),
            known(JobLifecycle.COMPLETE, JobState.COMPLETED, JobState.RUNNING),
            known(JobLifecycle.RETRY, JobState.RETRYING, JobState.RUNNING),
            known(JobLifecycle.FAIL, JobState.FAILED, JobState.RUNNING),
            known(
                    JobLifecycle.CANCEL,
                    JobState.CANCELLED,
                    JobState.BLOCKED,
                    JobState.SCHEDULED,
                    JobState.QUEUED,
                    JobState.RETRYING,
                    JobState.STOPPED),
            known(JobLifecycle.CANCEL_RUNNING, JobState.CANCELLED, JobState.RUNNING),
            known(JobLifecycle.STOP, JobState.STOPPED, JobState.SCHEDULED, JobState.QUEUED, JobState.RETRYING),
            known(JobLifecycle.STOP_RUNNING, JobState.STOPPED, JobState.RUNNING),
            known(JobLifecycle.RESTART, JobState.QUEUED, JobState.STOPPED),
            known(JobLifecycle.EXPIRE, JobState.EXPIRED, JobState.BLOCKED, JobState.SCHEDULED, JobState.QUEUED),
            known(
                    JobLifecycle.TIME_OUT,
                    JobState.FAILED,
                    JobState.BLOCKED,
                    JobState.SCHEDULED,
                    JobState.QUEUED,
                    JobState.RETRYING,
                    JobState.STOPPED),
            known(JobLifecycle.RESCUE, JobState.QUEUED, JobState.RUNNING),
            known(JobLifecycle.GIVE_UP, JobState.FAILED, JobState.RUNNING),
            known(JobLifecycle.RELEASE, JobState.QUEUED, JobState.RUNNING),
            known(JobLifecycle.RETRY_IN_PLACE, JobState.QUEUED, JobState.FAILED));

    private static Map.Entry<JobLifecycle, Transition> known(JobLifecycle transition, JobState to, JobState... from) {
        return Map.entry(transition, new Transition(Set.of(from), to));
    }

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
    void onlyANewRoundLeadsOutOfAFinalState() {
        for (JobLifecycle transition : JobLifecycle.values()) {
            for (JobState state : JobState.values()) {
                boolean newRound = transition == JobLifecycle.RETRY_IN_PLACE && state == JobState.FAILED;
                assertEquals(newRound, state.isFinal() && transition.allowsFrom(state), transition + " from " + state);
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
        long arrows = Arrays.stream(JobLifecycle.values())
                .mapToLong(t -> Math.max(
                        1,
                        Arrays.stream(JobState.values()).filter(t::allowsFrom).count()))
                .sum();
        assertEquals(
                arrows, diagram.lines().filter(line -> line.contains(" : ")).count());
        assertEquals(
                Set.of("    COMPLETED --> [*]", "    FAILED --> [*]", "    CANCELLED --> [*]", "    EXPIRED --> [*]"),
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
