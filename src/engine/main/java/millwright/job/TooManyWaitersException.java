package millwright.job;

/** As many callers as may do so wait on this node for the ends of jobs; nothing was begun, and the job runs on. */
public class TooManyWaitersException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooManyWaitersException(int most) {
        super(most + " callers wait on this node already, as many as millwright.sync.waiters allows");
    }
}
