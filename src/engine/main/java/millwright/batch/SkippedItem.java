package millwright.batch;

/**
 * An item a chunk step left out.
 *
 * @param step the step's name; null while the step itself gathers it
 * @param position where it stands in its input: a line number where the job said so, else how many items were read
 * @param phase READ, PROCESS or WRITE
 * @param reason what was wrong with it
 * @param item its text, up to 2,000 characters, or null when the job did not say
 */
public record SkippedItem(String step, long position, Phase phase, String reason, String item) {

    /** Where in the chunk it was skipped. */
    public enum Phase {
        READ,
        PROCESS,
        WRITE
    }
}
