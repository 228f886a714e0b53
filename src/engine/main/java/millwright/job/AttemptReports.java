package millwright.job;

/** Takes what running attempts say of themselves, to be written soon. Every method returns at once. Thread-safe. */
public interface AttemptReports {

    /** Where nobody listens. */
    AttemptReports NONE = new AttemptReports() {
        @Override
        public void progressed(RunningAttempt attempt) {
            // nobody asked
        }

        @Override
        public void logged(LogLine line) {
            // nobody asked
        }

        @Override
        public void ended(RunningAttempt attempt) {
            // nobody asked
        }
    };

    /** {@link RunningAttempt#progress()} gives something new. */
    void progressed(RunningAttempt attempt);

    void logged(LogLine line);

    /** What is kept of each attempt's log. */
    default LogLimits logLimits() {
        return LogLimits.USUAL;
    }

    /** It says no more. What it said last of its progress travels with its outcome. */
    void ended(RunningAttempt attempt);
}
