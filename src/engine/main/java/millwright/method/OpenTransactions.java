package millwright.method;

/** Ends what a method has begun and not ended: the thread's next attempt would be part of it, and lost with it. */
public interface OpenTransactions {

    /** Where there is no JTA. */
    OpenTransactions NONE = () -> false;

    /** Rolls back the calling thread's transaction, if it has one; whether it had. */
    boolean rollBack();
}
