package millwright.job;

/** How many jobs of a definition in a queue are in a state. */
public record JobCount(String queue, String definition, JobState state, long jobs) {}
