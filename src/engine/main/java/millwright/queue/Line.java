package millwright.queue;

/**
 * The jobs of one priority within one queue: what is claimed first in, first out.
 *
 * @param priority the rank, 0 first
 */
record Line(String queue, int priority) {}
