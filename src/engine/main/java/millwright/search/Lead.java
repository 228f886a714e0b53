package millwright.search;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import millwright.database.Database.SqlArray;

/**
 * An index of the archive that has jobs with one of some values in the order of their ids.
 *
 * @param partial what else the index asks for
 */
record Lead(String column, String partial, Set<String> values) {

    /** A part of all jobs in the order of their ids, along no index but that of the ids. */
    static final Lead NONE = new Lead("", "", Set.of());

    // What the planner does not know it cannot take for less than it is: it once sorted all jobs of a value that it
    // thought had none.
    private static final String HIDDEN_VALUE = "(SELECT ?::text)";
    private static final String HIDDEN_LIMIT = " LIMIT (SELECT ?::bigint)";

    /**
     * The first {@code count} rows of a part of the archive in order, behind an id.
     *
     * @param also a condition
     */
    Sql first(String columns, UUID after, boolean ascending, Sql also, int count) {
        String order = ascending ? "ASC" : "DESC";
        if (values.isEmpty()) {
            return Sql.of(
                            "SELECT " + columns + " FROM millwright.job_archive WHERE id " + beyond(ascending) + " ?",
                            after)
                    .add(also)
                    .add(" ORDER BY id " + order + " LIMIT ?", count);
        }
        if (values.size() == 1) {
            String value = values.iterator().next();
            return Sql.of(
                            "SELECT " + columns + " FROM millwright.job_archive WHERE "
                                    + along(HIDDEN_VALUE, ascending),
                            value,
                            after,
                            value)
                    .add(also)
                    .add(" ORDER BY " + keys(ascending) + HIDDEN_LIMIT, count);
        }
        // of each value as many: the index has each in order, and not all of them together
        return Sql.of(
                        "SELECT each.* FROM unnest(?::text[]) AS asked (value) CROSS JOIN LATERAL (SELECT " + columns
                                + " FROM millwright.job_archive WHERE " + along("asked.value", ascending),
                        new SqlArray("text", List.copyOf(values)),
                        after)
                .add(also)
                .add(
                        " ORDER BY " + keys(ascending) + HIDDEN_LIMIT + ") AS each ORDER BY each.id " + order
                                + " LIMIT ?",
                        count,
                        count);
    }

    /** By what {@link #first} sorts; where there is one value, the column changes nothing. */
    String order(boolean ascending) {
        return values.size() == 1 ? keys(ascending) : "id " + (ascending ? "ASC" : "DESC");
    }

    private String keys(boolean ascending) {
        String order = ascending ? " ASC" : " DESC";
        return column + order + ", id" + order;
    }

    // Not by "=": to the planner the index of all ids is then as good, and it walks through all jobs where it takes the
    // value for a frequent one. A row's comparison says where in this index to begin, the other one where to end.
    private String along(String value, boolean ascending) {
        return "(" + column + ", id) " + beyond(ascending) + " (" + value + ", ?) AND " + column
                + (ascending ? " <= " : " >= ") + value + partial;
    }

    private static String beyond(boolean ascending) {
        return ascending ? ">" : "<";
    }
}
