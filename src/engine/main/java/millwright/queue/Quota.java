package millwright.queue;

/**
 * What a claim may take from one queue.
 *
 * @param free as many jobs of any kind, for free slots: they begin at once
 * @param most as many in all; those beyond {@code free} are claimed ahead
 * @param aged as many of them are the queue's oldest, whatever their priority
 */
record Quota(String queue, int free, int most, int aged) {}
