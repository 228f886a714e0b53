package millwright.batch;

/**
 * An item a chunk step left out, or failed on.
 *
 * @param step the step's name; null while the step itself gathers it
 * @param position where it stands in its input, or its partition's: a line number where the job said so, else how many
 *     items were read
 * @param phase READ, PROCESS or WRITE
 * @param reason what was wrong with it, up to 1,000 characters
 * @param item its text, up to 2,000 characters, or null when the job did not say
 * @param partition the number of its partition, from 0, or null
 * @param kind whether the step left it out or failed; of a chunk that could not be written each item is listed
 */
public record SkippedItem(
        String step, long position, Phase phase, String reason, String item, Integer partition, Kind kind) {

    /** Where in the chunk it was. */
    public enum Phase {
        READ,
        PROCESS,
        WRITE
    }

    /** What became of the step. */
    public enum Kind {
        SKIPPED,
        FAILED
    }

    /** One that was skipped, outside partitions. */
    public SkippedItem(String step, long position, Phase phase, String reason, String item) {
        this(step, position, phase, reason, item, null, Kind.SKIPPED);
    }
}
