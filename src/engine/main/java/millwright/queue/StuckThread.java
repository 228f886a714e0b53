package millwright.queue;

import java.time.Duration;
import java.util.UUID;

/**
 * A worker thread whose attempt was cut off and that runs on all the same: it can record nothing, and keeps its slot.
 *
 * @param job whose attempt it ran
 * @param attempt the attempt's number
 * @param thread its name, to be found in a thread dump
 * @param since how long ago it was cut off
 */
public record StuckThread(UUID job, int attempt, String thread, Duration since) {}
