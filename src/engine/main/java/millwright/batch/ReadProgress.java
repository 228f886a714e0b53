package millwright.batch;

/**
 * An {@link jakarta.batch.api.chunk.ItemReader} that is a CDI bean implements this as well when it can tell how far it
 * has come. The engine asks at each checkpoint, on the step's own thread, and shows the answer as the step's progress.
 */
public interface ReadProgress {

    /**
     * The part of the input already read, from 0 to 1; a value outside is taken as the nearer bound. NaN when it cannot be
     * told: what is shown goes by the totals of an earlier run then.
     */
    double fractionRead();
}
