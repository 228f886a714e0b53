package millwright.audit;

import java.util.List;
import java.util.OptionalLong;

/** Puts on record who did what, and reads it: {@code @Inject Audit audit}. Thread-safe. */
public interface Audit {

    /** The most that one list holds. */
    int MOST = 1_000;

    /**
     * Adds an entry; committed on return, or with the caller's JTA transaction. Texts are cut to 500 characters, and
     * what a database cannot hold is replaced.
     */
    void record(AuditEntry entry);

    /** Counts a refusal; equal ones are written together within a minute (AU2). Never waits for the database. */
    void refused(AuditEntry refusal);

    /**
     * The newest first.
     *
     * @param before the id that the page before has ended with
     * @param limit 1 to {@link #MOST}
     */
    List<AuditRecord> list(AuditQuery query, OptionalLong before, int limit);
}
