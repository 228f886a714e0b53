package millwright.job;

import java.util.Optional;
import java.util.Set;

/**
 * Which jobs somebody may see; of the others nothing is to be learnt, not even that they are there.
 *
 * @param submitter only those this one submitted, or all where it is empty
 * @param queues only those in these queues, or all where it is empty
 * @param definitions only those of these definitions, or all where it is empty
 */
public record Visibility(Optional<String> submitter, Set<String> queues, Set<String> definitions) {

    /** Every job. */
    public static final Visibility ALL = new Visibility(Optional.empty(), Set.of(), Set.of());

    public Visibility {
        queues = Set.copyOf(queues);
        definitions = Set.copyOf(definitions);
    }

    public boolean sees(Job job) {
        return sees(job.submitter(), job.queue(), job.definition());
    }

    /** The same of a job of which only this is at hand. */
    public boolean sees(String submitter, String queue, String definition) {
        return this.submitter.map(submitter::equals).orElse(true)
                && (queues.isEmpty() || queues.contains(queue))
                && (definitions.isEmpty() || definitions.contains(definition));
    }
}
