package millwright.access;

/** What an operation asks of its caller; which roles give it is {@link Role}'s to say. */
public enum Permission {
    /** To look at jobs: all of them within one's scope, or one's own. */
    READ,
    /** To look at what belongs to nobody's job: queues, nodes, statistics, schedules. */
    WATCH,
    /** To submit jobs. */
    SUBMIT,
    /** To cancel, stop, restart, retry, redrive or discard jobs that one sees. */
    STEER,
    /** To do the work of jobs from outside. */
    WORK,
    /** To pause and limit queues, drain nodes, run schedules, and act on jobs by the hundred. */
    OPERATE,
    /** To submit jobs whose job XML comes with the request, and so run any artifact of the application. */
    SUBMIT_XML,
    /** To say who may do what, and to read who did what. */
    ADMINISTER
}
