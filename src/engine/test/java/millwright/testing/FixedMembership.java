package millwright.testing;

import java.util.UUID;
import millwright.job.Membership;

/** A node that lives for ever under one incarnation. */
public record FixedMembership(UUID incarnation) implements Membership {

    @Override
    public boolean isFenced() {
        return false;
    }
}
