package millwright.server.jobs;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** There is something to run, and each definition is in one place. */
final class DefinitionCheck {

    private DefinitionCheck() {}

    static void pass(List<Path> asked, List<JobJar> jars, ServerLibraries own) {
        if (jars.stream()
                .allMatch(jar -> jar.definitions().isEmpty() && jar.methods().isEmpty())) {
            throw new RefusedJobs("no job definition (META-INF/batch-jobs/*.xml, or a method with @BackgroundJob) in "
                    + asked.stream().map(Path::toString).collect(Collectors.joining(" or ")));
        }
        Map<String, String> places = new HashMap<>();
        own.jars().forEach(jar -> jar.definitions().forEach(name -> places.put(name, jar.place())));
        for (JobJar jar : jars) {
            for (String name : jar.definitions()) {
                String other = places.put(name, jar.place());
                if (other != null) {
                    throw new RefusedJobs("job definition '" + name + "' is in " + other + " and in " + jar.place()
                            + ": rename or leave out one of them");
                }
            }
        }
    }
}
