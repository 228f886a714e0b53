package millwright.audit;

import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/** Puts on record who did what, and reads it: {@code @Inject Audit audit}. Thread-safe. */
public interface Audit {

    /** The most that one list holds. */
    int MOST = 1_000;

    /**
     * Adds an entry; committed on return, or with the caller's JTA transaction. Texts are cut to 500 characters, and
     * what a database cannot hold is replaced.
     */
    void record(AuditEntry entry);

    /**
     * Notes what is about to be done, so that it is on record should this node die while it does it (AU4); committed on
     * return. What came of it is to be said by {@link #ended} or {@link #forget} within a quarter of an hour.
     *
     * @param intent of which actor, role, address, action, target and reason count
     * @return the note's id
     */
    UUID begin(AuditEntry intent);

    /** Adds the entry that a note announced, and takes the note away, both or neither. */
    void ended(UUID intent, AuditEntry entry);

    /** Takes a note away: nothing was changed. */
    void forget(UUID intent);

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
