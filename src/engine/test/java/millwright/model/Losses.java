package millwright.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import millwright.job.JobState;
import millwright.job.RunningAttempt;

/** How nodes lose what they have claimed: by their death, or because they give it back. */
final class Losses {

    private final World world;

    Losses(World world) {
        this.world = world;
    }

    /** An observer saw no beat; the process goes on under a new incarnation, and still has its attempts in hand. */
    void die(UUID node) {
        assertTrue(world.nodes.beat(node));
        assertTrue(world.nodes.declareDead(node));
        assertFalse(world.nodes.beat(node), "a dead node beats");
        world.living.remove(node);
        world.dead.add(node);
        world.living.add(world.nodes.join());
    }

    void rescue() {
        world.nodes.rescue();
        world.model.values().stream()
                .filter(job -> job.state == JobState.RUNNING && world.dead.contains(job.node))
                .forEach(job -> {
                    job.lost();
                    world.over(job);
                });
    }

    void giveBack(UUID node, Step step) {
        List<UUID> known = world.running(node).stream()
                .sorted(Comparator.comparing(UUID::toString))
                .skip(step.how() % 3)
                .toList();
        List<ModelJob> unknown = world.model.values().stream()
                .filter(job -> job.state == JobState.RUNNING && node.equals(job.node) && !known.contains(job.id))
                .toList();
        assertEquals(unknown.size(), world.queue.giveBack(node, known), "given back");
        unknown.forEach(job -> {
            job.givenBack();
            world.over(job);
        });
    }

    void giveBackUnbegun(UUID node) {
        List<RunningAttempt> unbegun = world.held.stream()
                .filter(attempt -> attempt.node().equals(node) && attempt.job().startedAt() == null)
                .toList();
        Set<ModelJob> own = unbegun.stream()
                .filter(attempt -> world.model.get(attempt.jobId()).isHeldBy(attempt))
                .map(attempt -> world.model.get(attempt.jobId()))
                .filter(job -> !job.cancelAsked)
                .collect(Collectors.toSet());
        Set<UUID> given = world.queue.giveBackUnbegun(node, unbegun);
        assertEquals(own.stream().map(job -> job.id).collect(Collectors.toSet()), given, "given back unbegun");
        own.forEach(ModelJob::givenBackUnbegun);
        world.held.removeIf(attempt -> unbegun.contains(attempt) && given.contains(attempt.jobId()));
    }
}
