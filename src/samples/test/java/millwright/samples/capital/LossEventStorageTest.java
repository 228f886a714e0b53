package millwright.samples.capital;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import java.util.UUID;
import millwright.samples.SamplesDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The writer, the table and the sums by year, on a real PostgreSQL with the server's EclipseLink. */
class LossEventStorageTest {

    @RegisterExtension
    static final SamplesDatabase DATABASE = new SamplesDatabase();

    private static EntityManagerFactory factory;

    @BeforeAll
    static void migrate() {
        DATABASE.migrate();
        factory = DATABASE.entityManagerFactory();
    }

    @AfterAll
    static void close() {
        factory.close();
    }

    @Test
    void sumsTheShippedFileByYear() throws IOException { // O1
        UUID job = new FixedAttempt().jobId();
        write(new ArrayList<>(ImportedFile.of("wildlife-strikes.csv").losses()));

        LossWindow losses = history(job, 2001, "0");

        assertEquals(10, losses.yearsOfData());
        assertEquals(
                new BigDecimal("37497783.00"),
                losses.years().stream().map(AnnualLosses::amount).reduce(BigDecimal.ZERO, BigDecimal::add));
        assertEquals(180, losses.years().stream().mapToLong(AnnualLosses::count).sum());
        assertEquals(
                new AnnualLosses(1995, 11, new BigDecimal("6566866.00")),
                losses.years().get(3));
    }

    @Test
    void countsALossOfExactlyTheThreshold() {
        UUID job = UUID.randomUUID();
        write(List.of(
                loss(job, 2, "2000-12-31", "99.99"),
                loss(job, 3, "2000-01-01", "100.00"),
                loss(job, 4, "2000-06-01", "100.01")));

        assertEquals(
                new AnnualLosses(2000, 2, new BigDecimal("200.01")),
                history(job, 2001, "100").years().get(8));
    }

    @Test
    void keepsAYearWhoseLossesAreAllBelowTheThreshold() {
        UUID job = UUID.randomUUID();
        write(List.of(loss(job, 2, "1999-01-01", "5"), loss(job, 3, "2001-01-01", "50")));

        LossWindow losses = history(job, 2001, "10");

        assertEquals(2, losses.yearsOfData());
        assertEquals(0, losses.years().get(7).count());
    }

    @Test
    void seesNoOtherJobAndNoOtherYear() {
        UUID job = UUID.randomUUID();
        write(List.of(
                loss(job, 2, "1991-12-31", "1"),
                loss(job, 3, "1992-01-01", "2"),
                loss(job, 4, "2001-12-31", "4"),
                loss(job, 5, "2002-01-01", "8"),
                loss(UUID.randomUUID(), 6, "1995-01-01", "16")));

        assertEquals(
                new BigDecimal("6.00"),
                history(job, 2001, "0").years().stream()
                        .map(AnnualLosses::amount)
                        .reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    @Test
    void refusesALineTwice() { // O1
        UUID job = UUID.randomUUID();
        write(List.of(loss(job, 2, "2000-01-01", "1")));

        assertThrows(PersistenceException.class, () -> write(List.of(loss(job, 2, "2000-01-01", "1"))));
    }

    /** In São Paulo the day 1996-10-06 had no midnight: a date bound as a moment would move. */
    @Test
    void keepsADateInEveryTimeZone() {
        TimeZone usual = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("America/Sao_Paulo"));
        try {
            UUID job = UUID.randomUUID();
            LossEvent loss = loss(job, 2, "1996-10-06", "12.34");
            write(List.of(loss));
            try (EntityManager entityManager = factory.createEntityManager()) {
                LossEvent found = entityManager.find(LossEvent.class, new LossEventId(job, 2));
                assertEquals(loss.date(), found.date());
                assertEquals(loss.amount(), found.amount());
                assertEquals(loss.jobId(), found.jobId());
            }
        } finally {
            TimeZone.setDefault(usual);
        }
    }

    private static void write(List<Object> losses) {
        try (EntityManager entityManager = factory.createEntityManager()) {
            LossEventWriter writer = new LossEventWriter();
            writer.entityManager = entityManager;
            entityManager.getTransaction().begin();
            try {
                writer.writeItems(losses);
                entityManager.getTransaction().commit();
            } finally {
                if (entityManager.getTransaction().isActive()) {
                    entityManager.getTransaction().rollback();
                }
            }
        }
    }

    private static LossWindow history(UUID job, int lastYear, String threshold) {
        try (EntityManager entityManager = factory.createEntityManager()) {
            LossHistory history = new LossHistory();
            history.entityManager = entityManager;
            return history.tenYearsTo(lastYear, job, new BigDecimal(threshold));
        }
    }

    private static LossEvent loss(UUID job, long line, String date, String amount) {
        LossEvent loss = new LossEvent(job, line, LocalDate.parse(date), new BigDecimal(amount));
        loss.describe("A", "B", "C", "D", "E");
        return loss;
    }
}
