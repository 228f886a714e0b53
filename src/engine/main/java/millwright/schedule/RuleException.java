package millwright.schedule;

import java.util.List;

/** A cron expression or time zone that cannot be read; each fault says what was found and what was expected. */
final class RuleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    RuleException(List<String> faults) {
        super(String.join("; ", faults));
        this.faults = List.copyOf(faults);
    }

    List<String> faults() {
        return faults;
    }
}
