package millwright.job;

/** The SQL that notes in a job's history what somebody did to it; {@link AttemptHistory} notes its attempts. */
public final class EventHistory {

    private EventHistory() {}

    /**
     * The SQL expression that is a history with one event of the engine's own appended, about which there is nothing else
     * to know.
     *
     * @param history an SQL expression for the history so far, of type jsonb
     * @param event an SQL expression for the event's name, of type text
     */
    public static String appended(String history, String event) {
        return "%s || jsonb_build_object('event', %s, 'at', millwright.clock())".formatted(history, event);
    }

    /**
     * The SQL expression that is a history with one event appended, as the view {@code millwright.job_event} reads it.
     *
     * @param history an SQL expression for the history so far, of type jsonb
     * @param event the event's name, such as {@code RETRIED}
     * @param by an SQL expression for who did it, of type text; null for the engine itself
     * @param detail an SQL expression for what else is to be known, of type jsonb
     */
    public static String appended(String history, JobEvent.Name event, String by, String detail) {
        return """
                %s || jsonb_build_array(jsonb_build_object(
                    'event', '%s', 'at', millwright.clock(), 'by', %s, 'detail', %s))"""
                .formatted(history, event, by, detail);
    }
}
