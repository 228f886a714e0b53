package millwright.server.demo;

import java.util.HashSet;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import millwright.server.console.Terminal;
import millwright.server.demo.Job.Step;

/**
 * Shows a job's steps as they go on. On a terminal the running step is one line, redrawn, and stays when the step has
 * ended. Elsewhere a line is written when a step begins or ends, and in between when it is a tenth further on, at most
 * one a second.
 */
final class ProgressDisplay {
    private static final int NAME_WIDTH = 9;
    private static final int TENTH = 10;
    private static final long SECOND = 1_000_000_000L;

    private final Terminal terminal;
    private final IntSupplier width;
    private final LongSupplier nanoTime;
    private final ProgressLine text;
    private final Set<String> ended = new HashSet<>();
    private String running = "";
    private int shownPercent;
    private long shownAt;
    private boolean lineIsOpen;

    ProgressDisplay(Terminal terminal, IntSupplier width, LongSupplier nanoTime) {
        this.terminal = terminal;
        this.width = width;
        this.nanoTime = nanoTime;
        this.text = new ProgressLine(terminal.unicode(), NAME_WIDTH);
    }

    void show(Job job) {
        for (Step step : job.steps()) {
            if (step.ended()) {
                end(step);
            } else {
                run(step);
            }
        }
    }

    /** Leaves the line that was being redrawn, if there is one. */
    void close() {
        if (lineIsOpen) {
            terminal.line("");
            lineIsOpen = false;
        }
    }

    private void end(Step step) {
        if (!ended.add(step.name())) {
            return;
        }
        if (terminal.interactive()) {
            terminal.redraw(text.withBar(step, width.getAsInt()));
            lineIsOpen = true;
            close();
        } else {
            terminal.line(text.plain(step));
        }
    }

    private void run(Step step) {
        if (terminal.interactive()) {
            terminal.redraw(text.withBar(step, width.getAsInt()));
            lineIsOpen = true;
            return;
        }
        int percent = ProgressLine.percent(step);
        boolean begun = !step.name().equals(running);
        boolean further = percent >= shownPercent + TENTH && nanoTime.getAsLong() - shownAt >= SECOND;
        if (begun || further) {
            running = step.name();
            shownPercent = percent;
            shownAt = nanoTime.getAsLong();
            terminal.line(text.plain(step));
        }
    }
}
