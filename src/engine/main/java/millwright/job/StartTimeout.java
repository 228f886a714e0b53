package millwright.job;

/**
 * The SQL by which a job's start time-out becomes its {@code expires_at}. The time-out stands in the row's
 * {@code options}, as a job that waits for others has no such time yet; beside it a time that the request itself named,
 * which has to outlive a count that begins anew.
 */
public final class StartTimeout {

    static final String LIMIT = "start_timeout";
    static final String EXPIRES_AT = "expires_at";

    private StartTimeout() {}

    /**
     * The SQL expression for when a job expires that may run from {@code from}: at {@code expiresAt} or when its
     * time-out is over, whichever comes first; null for never.
     *
     * @param row the job's row
     * @param expiresAt an SQL expression for when it expires anyway, of type timestamptz; null for never
     * @param from an SQL expression of type timestamptz
     */
    public static String expiry(String row, String expiresAt, String from) {
        return "least(%s, %s + (%s.options ->> '%s')::interval)".formatted(expiresAt, from, row, LIMIT);
    }

    /** The same for a job that goes on by hand from now: a time that has come is no limit any more. */
    static String again(String row) {
        String given = "(%s.options ->> '%s')::timestamptz".formatted(row, EXPIRES_AT);
        return """
                CASE WHEN %1$s.started_at IS NULL AND (%1$s.options ->> '%2$s') IS NOT NULL
                     THEN %3$s
                     WHEN %1$s.expires_at > millwright.clock() THEN %1$s.expires_at END"""
                .formatted(
                        row,
                        LIMIT,
                        expiry(
                                row,
                                "CASE WHEN %1$s > millwright.clock() THEN %1$s END".formatted(given),
                                "millwright.clock()"));
    }

    /** The same for a new job that is a copy of {@code row}, which had a time of its own. */
    static String ofCopy(String row) {
        return expiry(row, "NULL::timestamptz", "millwright.clock()");
    }

    /** The SQL expression for the options of such a copy. */
    static String optionsOfCopy(String row) {
        return "%s.options - '%s'".formatted(row, EXPIRES_AT);
    }
}
