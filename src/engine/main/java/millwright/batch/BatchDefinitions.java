package millwright.batch;

import jakarta.enterprise.inject.spi.BeanManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import millwright.batch.ClassPathFolder.Entry;
import millwright.batch.ProducedJobs.Produced;
import millwright.job.JobDefinition;
import millwright.job.ParameterSchema;

/**
 * The job XML documents in {@code META-INF/batch-jobs} and the jobs of CDI producers, found before anything ran. A broken
 * one is listed with its
 * problems instead of keeping the others from starting; its jobs are refused.
 */
final class BatchDefinitions {

    private static final Logger LOG = Logger.getLogger(BatchDefinitions.class.getName());
    private static final String SUFFIX = ".xml";

    private final ClassLoader loader;
    private final JobXml jobXml;
    private final Map<String, BatchDefinition> byName = new TreeMap<>();

    /** @throws IllegalStateException when two places define a job of one name, or one has the name of the engine's own */
    BatchDefinitions(ClassLoader loader, BeanManager beans) {
        this.loader = loader;
        ArtifactNames artifacts = new ArtifactNames(beans, loader);
        this.jobXml = new JobXml(loader, artifacts);
        Map<String, String> places = new TreeMap<>();
        for (Entry entry : ClassPathFolder.list(loader, JobXml.FOLDER)) {
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
        for (Produced produced : new ProducedJobs(beans, artifacts).all()) {
            String name = produced.definition().definition().name();
            String other = places.putIfAbsent(name, produced.place());
            if (other != null) {
                throw new IllegalStateException(
                        "batch job '" + name + "' is defined in two places: " + other + " and " + produced.place());
            }
            byName.put(name, produced.definition());
        }
        if (byName.containsKey(InlineJobXml.DEFINITION)) {
            throw new IllegalStateException("batch job '" + InlineJobXml.DEFINITION + "' in "
                    + places.get(InlineJobXml.DEFINITION) + " has the name of the engine's own definition: rename it");
        }
    }

    JobXml jobXml() {
        return jobXml;
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
        List<JobXmlProblem> problems = new ArrayList<>();
        ParameterSchema schema = ParameterSchema.any();
        try {
            schema = CompanionSchema.of(loader, name);
        } catch (JobXmlException e) {
            problems.addAll(e.problems());
        }
        JobXml.Sound read = null;
        try {
            read = jobXml.read(name);
            problems.addAll(CompanionSchema.unknown(JobXml.FOLDER + name + SUFFIX, read.parameters(), schema));
        } catch (JobXmlException e) {
            problems.addAll(e.problems());
        } catch (RuntimeException e) {
            // whatever it is, it is this definition's and keeps no other from starting
            LOG.log(Level.SEVERE, "Job XML " + name + " cannot be checked", e);
            problems.add(new JobXmlProblem(JobXml.FOLDER + name + SUFFIX, 0, 0, "cannot be checked: " + e));
        }
        if (problems.isEmpty()) {
            return new BatchDefinition(
                    definition(name, schema, read.properties(), Optional.empty()), read.model(), read.hash());
        }
        String problem = JobXmlProblem.joined(problems);
        LOG.log(Level.SEVERE, "Job XML {0} cannot run: {1}", new Object[] {name, problem});
        return new BatchDefinition(definition(name, schema, JobProperties.NONE, Optional.of(problem)), null, null);
    }

    private static JobDefinition definition(
            String name, ParameterSchema schema, JobProperties properties, Optional<String> problem) {
        return new JobDefinition(
                name,
                JobDefinition.Kind.BATCH,
                schema.document().getString("title", name),
                schema.document().getString("description", ""),
                properties.queue(),
                properties.priority(),
                schema,
                properties.policy(),
                problem);
    }
}
