package millwright.items.jdbc;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/** An item of each type that databases know. */
@SuppressWarnings("ArrayRecordComponent") // as jobs may have it
public record Sale(
        long id,
        String customerName,
        BigDecimal amount,
        LocalDate day,
        Instant at,
        Boolean paid,
        Mood mood,
        UUID mark,
        byte[] raw,
        Double ratio) {

    enum Mood {
        GOOD,
        BAD
    }

    static final String TABLE =
            """
            CREATE TYPE mood AS ENUM ('GOOD', 'BAD');
            CREATE TABLE sale (id bigint PRIMARY KEY, customer_name text NOT NULL, amount numeric(12, 2), day date,
              at timestamptz, paid boolean, mood mood, mark uuid, raw bytea, ratio double precision,
              doubled bigint GENERATED ALWAYS AS (id * 2) STORED, note text DEFAULT 'none')
            """;

    static final String ROWS =
            """
            SELECT id, customer_name, amount, day, at AT TIME ZONE 'UTC', paid, mood, mark, raw, ratio, doubled, note
            FROM sale ORDER BY id
            """;

    public static Sale of(long id, String customerName) {
        return new Sale(
                id,
                customerName,
                new BigDecimal("1E+2"),
                LocalDate.of(2026, 2, 28),
                Instant.parse("2026-11-23T15:04:05.123456Z"),
                true,
                Mood.GOOD,
                new UUID(1, id),
                new byte[] {0, '\\', (byte) 0xFF},
                0.1);
    }

    static Sale empty(long id) {
        return new Sale(id, "", null, null, null, null, null, null, null, null);
    }
}
