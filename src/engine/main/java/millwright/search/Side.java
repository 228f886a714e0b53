package millwright.search;

import millwright.job.JobRow;

/** The two tables of jobs: one of those that are not over and of dead letters, one of all others. */
enum Side {
    HOT("millwright.job", "job", JobRow.HOT),
    COLD("millwright.job_archive", "job_archive", JobRow.COLD);

    private final String table;
    private final String alias;
    private final String columns;

    Side(String table, String alias, String columns) {
        this.table = table;
        this.alias = alias;
        this.columns = JobRow.COLUMNS + ", " + columns;
    }

    String table() {
        return table;
    }

    /** By which {@link #columns} call a row. */
    String alias() {
        return alias;
    }

    /** What {@link JobRow#job} reads. */
    String columns() {
        return columns;
    }
}
