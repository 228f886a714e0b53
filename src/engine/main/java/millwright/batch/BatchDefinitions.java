package millwright.batch;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.stream.JsonParsingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import millwright.batch.ClassPathFolder.Entry;
import millwright.database.Json;
import millwright.job.JobDefinition;
import millwright.job.JobPolicy;
import millwright.job.ParameterSchema;
import millwright.job.Priority;
import org.jberet.job.model.Job;

/**
 * The job XML documents in {@code META-INF/batch-jobs}, found before anything ran. A broken one is listed with its
 * problem instead of keeping the others from starting; its jobs are refused.
 */
final class BatchDefinitions {

    private static final Logger LOG = Logger.getLogger(BatchDefinitions.class.getName());
    private static final String FOLDER = "META-INF/batch-jobs/";
    private static final String SUFFIX = ".xml";

    private final ClassLoader loader;
    private final Map<String, BatchDefinition> byName = new TreeMap<>();

    /** @throws IllegalStateException when two places on the class path hold a job XML of one name */
    BatchDefinitions(ClassLoader loader) {
        this.loader = loader;
        Map<String, String> places = new TreeMap<>();
        for (Entry entry : ClassPathFolder.list(loader, FOLDER)) {
            if (entry.fileName().endsWith(SUFFIX)) {
                String name = entry.fileName().substring(0, entry.fileName().length() - SUFFIX.length());
                String other = places.putIfAbsent(name, entry.place());
                if (other != null && !other.equals(entry.place())) {
                    throw new IllegalStateException(
                            "job XML '" + name + "' is in two places: " + other + " and " + entry.place());
                }
                byName.put(name, read(name));
            }
        }
    }

    Collection<JobDefinition> all() {
        return byName.values().stream().map(BatchDefinition::definition).collect(Collectors.toList());
    }

    BatchDefinition get(String name) {
        return byName.get(name);
    }

    /** The ids that the documents themselves give their jobs: the names of their JobInstances. */
    Set<String> jobNames() {
        return byName.values().stream()
                .filter(definition -> definition.model() != null)
                .map(definition -> definition.model().getId())
                .collect(Collectors.toSet());
    }

    private BatchDefinition read(String name) {
        ParameterSchema schema = ParameterSchema.any();
        try {
            schema = schema(name);
            Job model = new JobXml(loader).read(name);
            return new BatchDefinition(definition(name, schema, Optional.empty()), model);
        } catch (RuntimeException e) {
            String problem = deepestMessage(e);
            LOG.log(Level.SEVERE, "Job XML {0} cannot run: {1}", new Object[] {name, problem});
            return new BatchDefinition(definition(name, schema, Optional.of(problem)), null);
        }
    }

    private static JobDefinition definition(String name, ParameterSchema schema, Optional<String> problem) {
        return new JobDefinition(
                name,
                JobDefinition.Kind.BATCH,
                schema.document().getString("title", name),
                schema.document().getString("description", ""),
                JobDefinition.DEFAULT_QUEUE,
                Priority.NORMAL,
                schema,
                JobPolicy.PLAIN,
                problem);
    }

    /** The companion {@code <name>.schema.json} beside the job XML, if there is one. */
    private ParameterSchema schema(String name) {
        String file = FOLDER + name + ".schema.json";
        try (InputStream in = loader.getResourceAsStream(file)) {
            if (in == null) {
                return ParameterSchema.any();
            }
            JsonObject document = Json.object(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            return ParameterSchema.of(document);
        } catch (IllegalArgumentException | JsonException | ClassCastException e) {
            String at = e instanceof JsonParsingException parsing
                    ? " line " + parsing.getLocation().getLineNumber()
                    : "";
            throw new IllegalArgumentException(file + at + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** JBeret wraps what the parser said, line and column, in sentences that do not. */
    private static String deepestMessage(Throwable thrown) {
        Throwable link = thrown;
        while (link.getCause() != null && !(link instanceof IllegalArgumentException)) {
            link = link.getCause();
        }
        return link.getMessage() == null ? link.toString() : link.getMessage().replace('\n', ' ');
    }
}
