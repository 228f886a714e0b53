package millwright.benchmarks.jobs;

/** A row as it is read. */
public record CustomerLine(long id, String name, String amount, String day, String country, String status) {

    private static final int COLUMNS = 6;

    public static CustomerLine parse(String line) {
        String[] columns = new String[COLUMNS];
        int from = 0;
        for (int i = 0; i < COLUMNS - 1; i++) {
            int comma = line.indexOf(',', from);
            if (comma < 0) {
                throw new IllegalArgumentException(COLUMNS + " columns expected: " + line);
            }
            columns[i] = line.substring(from, comma);
            from = comma + 1;
        }
        return new CustomerLine(
                Long.parseLong(columns[0]), columns[1], columns[2], columns[3], columns[4], line.substring(from));
    }
}
