package millwright.batch;

/**
 * What a step has committed, in items and chunks.
 *
 * @param read items the reader gave
 * @param written items the writer took
 * @param filtered items the processor dropped by returning null
 * @param skipped items left out because of a skippable exception, in read, process and write together
 * @param commits chunks committed
 * @param rollbacks chunks rolled back
 */
public record StepCounts(long read, long written, long filtered, long skipped, long commits, long rollbacks) {}
