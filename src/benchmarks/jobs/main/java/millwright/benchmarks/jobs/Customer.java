package millwright.benchmarks.jobs;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A row as it is written: checked, and changed a little. */
public record Customer(long id, String name, BigDecimal amount, LocalDate day, String country, String status) {

    public static final String TABLE =
            """
            CREATE TABLE customer (
                id bigint PRIMARY KEY, name text NOT NULL, amount numeric(12,2) NOT NULL, day date NOT NULL,
                country char(2) NOT NULL, status text NOT NULL)
            """;

    public static final String INSERT =
            """
            INSERT INTO customer (id, name, amount, day, country, status) VALUES (?, ?, ?, ?, ?, ?)""";

    public static final Set<String> COUNTRIES = Set.of("DE", "FR", "IT", "ES", "NL", "PL", "SE", "AT", "BE", "PT");

    private static final Map<String, String> STATUS =
            Map.of("A", "ACTIVE", "I", "INACTIVE", "P", "PENDING", "C", "CLOSED");
    private static final BigDecimal WITH_TAX = new BigDecimal("1.19");
    private static final int LONGEST_NAME = 60;

    /** @throws IllegalArgumentException naming the column that breaks a rule */
    public static Customer of(CustomerLine line) {
        require(line.id() > 0, "id");
        require(!line.name().isBlank() && line.name().length() <= LONGEST_NAME, "name");
        BigDecimal amount = new BigDecimal(line.amount());
        require(amount.signum() >= 0, "amount");
        require(COUNTRIES.contains(line.country()), "country");
        String status = STATUS.get(line.status());
        require(status != null, "status");
        return new Customer(
                line.id(),
                line.name().toUpperCase(Locale.ROOT),
                amount.multiply(WITH_TAX).setScale(2, RoundingMode.HALF_UP),
                LocalDate.parse(line.day()),
                line.country(),
                status);
    }

    private static void require(boolean holds, String column) {
        if (!holds) {
            throw new IllegalArgumentException(column);
        }
    }

    /** Binds it to {@link #INSERT}. */
    public void bind(PreparedStatement insert) throws SQLException {
        insert.setLong(1, id);
        insert.setString(2, name);
        insert.setBigDecimal(3, amount);
        insert.setObject(4, day);
        insert.setString(5, country);
        insert.setString(6, status);
    }

    /** Appends it as COPY's text format has it; no column holds what that would have to escape. */
    public void appendTo(StringBuilder copy) {
        copy.append(id)
                .append('\t')
                .append(name)
                .append('\t')
                .append(amount)
                .append('\t')
                .append(day)
                .append('\t')
                .append(country)
                .append('\t')
                .append(status)
                .append('\n');
    }
}
