package millwright.items.csv;

import java.math.BigDecimal;
import java.time.LocalDate;

/** The item of these tests. */
record Customer(long id, String name, BigDecimal amount, LocalDate day, Status status, Integer visits) {

    enum Status {
        ACTIVE,
        CLOSED
    }

    Customer {
        if (id < 0) {
            throw new IllegalArgumentException("id is " + id + ", expected one from 0");
        }
    }
}
