package millwright.access;

import static millwright.access.Permission.OPERATE;
import static millwright.access.Permission.READ;
import static millwright.access.Permission.STEER;
import static millwright.access.Permission.SUBMIT;
import static millwright.access.Permission.WATCH;
import static millwright.access.Permission.WORK;

import java.util.EnumSet;
import java.util.Set;

/** The parts that people and programs play: the one place that says what each may do. */
public enum Role {
    /** Looks at everything, changes nothing. */
    VIEWER,
    /** Submits jobs and steers its own; it does not see that there are others. */
    SUBMITTER,
    /** Runs the place: jobs, queues, nodes, schedules, workers. */
    OPERATOR,
    /** Says who may do what, and what may run, too. */
    ADMIN;

    /** Whether it sees no jobs but those that were submitted in its own name. */
    public boolean seesOwnOnly() {
        return this == SUBMITTER;
    }

    public boolean has(Permission permission) {
        return permissions().contains(permission);
    }

    private Set<Permission> permissions() {
        return switch (this) {
            case VIEWER -> EnumSet.of(READ, WATCH);
            case SUBMITTER -> EnumSet.of(READ, SUBMIT, STEER);
            case OPERATOR -> EnumSet.of(READ, WATCH, SUBMIT, STEER, WORK, OPERATE);
            case ADMIN -> EnumSet.allOf(Permission.class);
        };
    }
}
