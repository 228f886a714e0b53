package millwright.schedule;

/** The name of a new schedule is taken; nothing was written. */
public class ScheduleExistsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ScheduleExistsException(String name) {
        super("there is a schedule named '" + name + "' already");
    }
}
