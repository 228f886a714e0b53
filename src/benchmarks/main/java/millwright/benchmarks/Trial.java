package millwright.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One contender measured once, in a JVM of its own.
 *
 * @param name what its lines begin with
 * @param database kept as it is when named, else made anew for this trial
 * @param template what a database that is made anew begins as, by default as an empty one
 * @param options numbers for the task
 */
public record Trial(
        String name,
        Task task,
        String contender,
        Optional<String> database,
        Optional<String> template,
        Map<String, Long> options) {

    /** What is measured. */
    public enum Task {
        DRAIN,
        SUBMIT,
        LATENCY,
        HELD,
        MEMORY,
        LOAD,
        BATCHLETS,
        HTTP
    }

    public static Trial of(String name, Task task, String contender) {
        return new Trial(name, task, contender, Optional.empty(), Optional.empty(), Map.of());
    }

    Trial in(String database) {
        return new Trial(name, task, contender, Optional.of(database), template, options);
    }

    public Trial inCopyOf(String database) {
        return new Trial(name, task, contender, Optional.empty(), Optional.of(database), options);
    }

    public Trial with(String option, long value) {
        Map<String, Long> more = new LinkedHashMap<>(options);
        more.put(option, value);
        return new Trial(name, task, contender, database, template, more);
    }

    /** As {@link TrialCommand} reads it. */
    List<String> arguments(String inDatabase) {
        List<String> arguments =
                new ArrayList<>(List.of("trial", task.name().toLowerCase(Locale.ROOT), contender, inDatabase));
        options.forEach((option, value) -> arguments.add("--option=" + option + "=" + value));
        return arguments;
    }
}
