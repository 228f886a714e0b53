package millwright.items.command;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A program and all that it started. What it started is noted while it runs, for when it has ended nobody can tell whose
 * children they were. By handles alone: ending a Process closes its output, and its last words with it. Not
 * thread-safe.
 */
final class ProcessTree {

    private static final long NOTE_EVERY_NANOS = 100_000_000;

    private final Process process;
    private final Duration grace;
    private final Set<ProcessHandle> children = new LinkedHashSet<>();
    private long askedToEnd;
    private boolean asked;
    private long noted;

    /** @param grace between asking and killing */
    ProcessTree(Process process, Duration grace) {
        this.process = process;
        this.grace = grace;
    }

    /** Now and then: it means looking at all processes of the machine. */
    void note(long nanoTime) {
        if (noted == 0 || nanoTime - noted >= NOTE_EVERY_NANOS) {
            note();
            noted = nanoTime;
        }
    }

    private void note() {
        process.descendants().forEach(children::add);
    }

    /** Asks all of them to end, and when the grace is over since the first call kills what is left. */
    void end(long nanoTime) {
        note();
        if (!asked) {
            asked = true;
            askedToEnd = nanoTime;
            children.forEach(ProcessHandle::destroy);
            process.toHandle().destroy();
        } else if (nanoTime - askedToEnd >= grace.toNanos()) {
            kill();
        }
    }

    /** At once, whatever is left. */
    void kill() {
        note();
        process.toHandle().destroyForcibly();
        children.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
    }
}
