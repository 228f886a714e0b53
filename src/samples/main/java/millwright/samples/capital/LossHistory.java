package millwright.samples.capital;

import jakarta.enterprise.context.Dependent;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** The losses a job has imported, summed by year in the database. */
@Dependent
class LossHistory {

    /**
     * The threshold stands in the sums and not in the WHERE: a year whose losses are all below it is a year of data
     * with nothing to count, not a missing year.
     */
    static final String BY_YEAR =
            """
            SELECT EXTRACT(YEAR FROM l.date),
                   SUM(CASE WHEN l.amount >= :threshold THEN 1 ELSE 0 END),
                   SUM(CASE WHEN l.amount >= :threshold THEN l.amount ELSE 0 END)
            FROM LossEvent l
            WHERE l.jobId = :job AND l.date BETWEEN :first AND :last
            GROUP BY EXTRACT(YEAR FROM l.date)
            """;

    @PersistenceContext(unitName = "samples")
    EntityManager entityManager;

    /** @param threshold the smallest loss that counts */
    LossWindow tenYearsTo(int lastYear, UUID job, BigDecimal threshold) {
        List<AnnualLosses> years = entityManager
                .createQuery(BY_YEAR, Object[].class)
                .setParameter("job", job)
                .setParameter("first", LocalDate.of(LossWindow.firstYear(lastYear), 1, 1))
                .setParameter("last", LocalDate.of(lastYear, 12, 31))
                .setParameter("threshold", threshold)
                .getResultStream()
                .map(LossHistory::annualLosses)
                .toList();
        return new LossWindow(lastYear, years);
    }

    private static AnnualLosses annualLosses(Object[] row) {
        return new AnnualLosses(
                ((Number) row[0]).intValue(), ((Number) row[1]).longValue(), new BigDecimal(row[2].toString()));
    }
}
