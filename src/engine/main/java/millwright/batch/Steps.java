package millwright.batch;

/**
 * The steps of the running batch job, all attempts taken together: {@code @Inject Steps steps} in any batch artifact.
 */
public interface Steps {

    /**
     * What the step named {@code stepName} has committed so far, summed over the job's attempts: after a crash and a
     * restart each item still counts once. All zero for a step that has not begun.
     *
     * @throws IllegalStateException when the calling thread runs no batch attempt
     */
    StepCounts counts(String stepName);
}
