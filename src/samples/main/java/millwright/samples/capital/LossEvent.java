package millwright.samples.capital;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;

/** A loss, identified by the job that imported it and its line in the file: two equal lines are two losses (O1). */
@Entity
@Table(schema = "samples", name = "loss_event")
@IdClass(LossEventId.class)
public class LossEvent {

    @Id
    @Column(name = "job_id")
    private UUID jobId;

    @Id
    @Column(name = "line_number")
    private long line;

    @Column(name = "event_date")
    private LocalDate date;

    private BigDecimal amount;
    private String airport;
    private String operator;
    private String aircraft;
    private String species;
    private String damage;

    /** For JPA. */
    protected LossEvent() {}

    LossEvent(UUID jobId, long line, LocalDate date, BigDecimal amount) {
        this.jobId = jobId;
        this.line = line;
        this.date = date;
        this.amount = amount;
    }

    void describe(String airport, String operator, String aircraft, String species, String damage) {
        this.airport = airport;
        this.operator = operator;
        this.aircraft = aircraft;
        this.species = species;
        this.damage = damage;
    }

    UUID jobId() {
        return jobId;
    }

    long line() {
        return line;
    }

    LocalDate date() {
        return date;
    }

    BigDecimal amount() {
        return amount;
    }

    String airport() {
        return airport;
    }

    String operator() {
        return operator;
    }

    String aircraft() {
        return aircraft;
    }

    String species() {
        return species;
    }

    String damage() {
        return damage;
    }
}
