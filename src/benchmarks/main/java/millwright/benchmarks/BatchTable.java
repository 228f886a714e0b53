package millwright.benchmarks;

/** What the README says of batch jobs. */
final class BatchTable {

    private final Figures figures;

    BatchTable(Figures figures) {
        this.figures = figures;
    }

    String text() {
        StringBuilder table = new StringBuilder(
                """
                | batch jobs, with the packaged server | Millwright | Spring Batch | JBeret SE | plain loop | to Spring Batch | to JBeret SE | to the plain loop |
                | --- | --- | --- | --- | --- | --- | --- | --- |
                """);
        Figures.row(
                table,
                "1,000,000 CSV rows by JDBC, rows/s",
                figures.whole("load.millwright-jdbc.rate"),
                figures.whole("load.spring-batch.rate"),
                figures.whole("load.jberet.rate"),
                figures.whole("load.plain-jdbc.rate"),
                figures.times("load.ratio_to_spring-batch"),
                figures.times("load.ratio_to_jberet"),
                figures.times("load.ratio_to_plain-jdbc"));
        Figures.row(
                table,
                "CPU a row, Java + PostgreSQL, µs",
                figures.both("load.millwright-jdbc"),
                figures.both("load.spring-batch"),
                figures.both("load.jberet"),
                figures.both("load.plain-jdbc"),
                Figures.NONE,
                Figures.NONE,
                Figures.NONE);
        Figures.row(
                table,
                "1,000,000 CSV rows by COPY, rows/s",
                figures.whole("load.millwright-copy.rate"),
                Figures.NONE,
                Figures.NONE,
                figures.whole("load.plain-copy.rate"),
                Figures.NONE,
                Figures.NONE,
                figures.times("load.ratio_to_plain-copy"));
        Figures.row(
                table,
                "jobs of one batchlet, 8 at a time, jobs/s",
                figures.whole("batchlets.millwright.rate"),
                figures.whole("batchlets.spring-batch.rate"),
                figures.whole("batchlets.jberet.rate"),
                Figures.NONE,
                figures.times("batchlets.ratio_to_spring-batch"),
                figures.times("batchlets.ratio_to_jberet"),
                Figures.NONE);
        return table + "\n" + conditions() + scaling();
    }

    private static String conditions() {
        return """
                Each row is parsed, checked, changed and written, a commit every 1,000, after as many rows to warm up; the
                plain loop does the same without an engine. JBeret SE has its JDBC repository on a pool.
                """;
    }

    private String scaling() {
        return """
                Four local partitions, compared with one: %s by JDBC, %s by COPY. A load that commits every 20 rows with
                100,000 earlier executions in the tables, compared with empty ones: rows/s %s, CPU a row %s.
                """
                .formatted(
                        figures.times("load.ratio_of_partitions"),
                        figures.times("load.ratio_of_partitions.copy"),
                        figures.times("checkpoints.ratio.rate"),
                        figures.times("checkpoints.ratio.cpu"));
    }
}
