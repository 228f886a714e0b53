package millwright.job;

import java.util.UUID;

/** Who this node is to the others. */
public interface Membership {

    /**
     * The incarnation under which this node claims now. It changes when the node learns that it was declared dead; an
     * attempt keeps the one it was claimed under.
     */
    UUID incarnation();

    /** This node cannot vouch for its leases now: it claims nothing. */
    boolean isFenced();
}
