package millwright.job;

import java.util.UUID;

/**
 * How others recognise the open transactions of a node: each holds a shared advisory lock whose key is the
 * incarnation's, which {@code pg_locks} shows with the backend's pid. It lasts as long as the transaction, so that a
 * pooler works, and is nobody's to change: {@code application_name} was tried, and Payara's pool sets it back whenever
 * a connection is closed.
 */
public final class TransactionMark {

    private TransactionMark() {}

    /** The key of the advisory lock: 64 of an incarnation's random bits. */
    public static long of(UUID incarnation) {
        return incarnation.getMostSignificantBits() ^ incarnation.getLeastSignificantBits();
    }
}
