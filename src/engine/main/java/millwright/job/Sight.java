package millwright.job;

import java.util.List;
import java.util.Set;
import millwright.database.Database.SqlArray;

/** A {@link Visibility} as SQL. */
final class Sight {

    /** The condition that a row of one of the two tables of jobs is seen; the placeholders are {@link #values}. */
    static final String CONDITION =
            """
            (?::text IS NULL OR submitter = ?) AND (?::text[] IS NULL OR queue = ANY (?))
            AND (?::text[] IS NULL OR definition = ANY (?))""";

    private Sight() {}

    static Object[] values(Visibility sight) {
        String submitter = sight.submitter().orElse(null);
        SqlArray queues = array(sight.queues());
        SqlArray definitions = array(sight.definitions());
        return new Object[] {submitter, submitter, queues, queues, definitions, definitions};
    }

    private static SqlArray array(Set<String> names) {
        return names.isEmpty() ? null : new SqlArray("text", List.copyOf(names));
    }
}
