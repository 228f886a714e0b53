package millwright.job;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What can run.
 *
 * @param name unique on the node; for a batch job the name of its job XML
 * @param kind which runner runs it
 * @param title a short name for people
 * @param description a sentence or two, or an empty text
 * @param queue where its jobs wait unless the request says otherwise
 * @param parameters what its parameters may be
 * @param policy how its jobs are treated
 * @param problem why it cannot run, when it was found and is broken; its jobs are refused
 */
public record JobDefinition(
        String name,
        Kind kind,
        String title,
        String description,
        String queue,
        Priority priority,
        ParameterSchema parameters,
        JobPolicy policy,
        Optional<String> problem) {

    public static final String DEFAULT_QUEUE = "default";

    /** What {@link #isQueue} takes, for messages. */
    public static final String QUEUE_NAMES =
            "up to 100 letters, digits, dots, hyphens and underlines, the first a letter or digit";

    private static final Pattern QUEUE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    /** Whether a queue can have this name. */
    public static boolean isQueue(String name) {
        return QUEUE.matcher(name).matches();
    }

    /** The same, its jobs treated otherwise. */
    public JobDefinition with(JobPolicy policy) {
        return new JobDefinition(name, kind, title, description, queue, priority, parameters, policy, problem);
    }

    /** The kinds of work; one lifecycle for all of them. */
    public enum Kind {
        /** A job XML. */
        BATCH,
        /** A Java method. */
        METHOD,
        /** Work done by a program outside, which claims its jobs. */
        EXTERNAL
    }
}
