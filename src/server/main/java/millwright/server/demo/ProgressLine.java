package millwright.server.demo;

import java.util.Locale;
import millwright.server.demo.Job.Step;

/** A step's progress as one line of text: with a bar, within a width, or plain. */
final class ProgressLine {
    private static final int SHORTEST_BAR = 5;
    private static final int LONGEST_BAR = 40;

    private final boolean unicode;
    private final int nameWidth;

    ProgressLine(boolean unicode, int nameWidth) {
        this.unicode = unicode;
        this.nameWidth = nameWidth;
    }

    /** Never longer than {@code width - 1}: a terminal may wrap when its last column is written. */
    String withBar(Step step, int width) {
        String name = String.format("%-" + nameWidth + "s", step.name());
        String end =
                String.format(Locale.ROOT, " %3d %%", percent(step)) + (step.hasItems() ? "  " + counts(step) : "");
        int room = width - 1 - name.length() - 1 - end.length();
        String line =
                room < SHORTEST_BAR ? name + end : name + " " + bar(step.fraction(), Math.min(room, LONGEST_BAR)) + end;
        return line.length() < width ? line : line.substring(0, Math.max(0, width - 1));
    }

    String plain(Step step) {
        return step.name() + ": " + percent(step) + " %" + (step.hasItems() ? ", " + counts(step) : "");
    }

    private String bar(double fraction, int cells) {
        int full = (int) Math.floor(fraction * cells);
        return (unicode ? "█" : "#").repeat(full) + (unicode ? "░" : "-").repeat(cells - full);
    }

    private String counts(Step step) {
        String separator = unicode ? " · " : ", ";
        return number(step.read()) + " read" + separator + number(step.written()) + " written" + separator
                + number(step.skipped()) + " skipped";
    }

    /** Rounded down: 100 % means done. */
    static int percent(Step step) {
        return (int) Math.floor(step.fraction() * 100);
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
