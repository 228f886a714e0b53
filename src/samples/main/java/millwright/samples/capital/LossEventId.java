package millwright.samples.capital;

import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;

/** The key of a {@link LossEvent}; JPA 3.1 wants a class here, not a record. */
public class LossEventId implements Serializable {

    private static final long serialVersionUID = 1L;

    private UUID jobId;
    private long line;

    /** For JPA. */
    public LossEventId() {}

    LossEventId(UUID jobId, long line) {
        this.jobId = jobId;
        this.line = line;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LossEventId id && line == id.line && Objects.equals(jobId, id.jobId);
    }

    @Override
    public int hashCode() {
        return Objects.hash(jobId, line);
    }
}
