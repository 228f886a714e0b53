package millwright.batch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import millwright.batch.JobXmlPlaces.Inheriting;
import millwright.batch.JobXmlSchema.Checked;
import millwright.config.NearestName;
import org.jberet.creation.ArchiveXmlLoader;
import org.jberet.job.model.Flow;
import org.jberet.job.model.Job;
import org.jberet.job.model.JobElement;
import org.jberet.job.model.Listeners;
import org.jberet.job.model.RefArtifact;
import org.jberet.job.model.Split;
import org.jberet.job.model.Step;
import org.jberet.spi.JobXmlResolver;

/**
 * Reads job XML into JBeret's model once it is known to be sound, and makes it ours: each chunk step records what it
 * skips.
 */
final class JobXml {

    /** Where the class path has its job XML. */
    static final String FOLDER = "META-INF/batch-jobs/";

    private final ClassLoader loader;
    private final ArtifactNames artifacts;

    JobXml(ClassLoader loader, ArtifactNames artifacts) {
        this.loader = loader;
        this.artifacts = artifacts;
    }

    /**
     * A job that can run.
     *
     * @param hash the content hash of its document, together with those it inherits from
     * @param parameters what its expressions ask of the job's parameters
     * @param properties how its jobs are treated
     */
    record Sound(Job model, String hash, List<JobXmlPlaces.ParameterUse> parameters, JobProperties properties) {}

    /**
     * Reads a document of the class path.
     *
     * @param name without the suffix {@code .xml}
     * @throws JobXmlException with all that is wrong with it
     */
    Sound read(String name) {
        return new Reading(Map.of()).read(name, FOLDER + name + ".xml");
    }

    /**
     * Reads a document given as text. What it inherits from is on the class path.
     *
     * @param name no job XML of the class path has it
     * @throws JobXmlException with all that is wrong with it
     */
    Sound read(String name, String document) {
        return new Reading(Map.of(name + ".xml", XmlText.utf8(document))).read(name, name);
    }

    /** All steps, those inside flows and splits too. */
    static List<Step> steps(List<JobElement> elements) {
        List<Step> steps = new ArrayList<>();
        for (JobElement element : elements) {
            if (element instanceof Step step && !step.isAbstract()) {
                steps.add(step);
            } else if (element instanceof Flow flow) {
                steps.addAll(steps(flow.getJobElements()));
            } else if (element instanceof Split split) {
                split.getFlows().forEach(flow -> steps.addAll(steps(flow.getJobElements())));
            }
        }
        return steps;
    }

    /** What the engine adds to each job before it runs. */
    static Job ours(Job job) {
        for (Step step : steps(job.getJobElements())) {
            if (step.getChunk() != null) {
                recordSkippedItems(step);
            }
        }
        return job;
    }

    private static void recordSkippedItems(Step step) {
        if (step.getListeners() == null) {
            step.setListeners(new Listeners());
        }
        step.getListeners().getListeners().add(new RefArtifact(SkippedItems.REF));
    }

    /** One document, and those it inherits from, each checked before JBeret sees it. */
    private final class Reading implements JobXmlResolver {

        private final Map<String, byte[]> given;
        private final Map<String, JobXmlPlaces> places = new LinkedHashMap<>();
        private final List<JobXmlProblem> problems = new ArrayList<>(artifacts.problems());
        private final ContentHash hash = new ContentHash();

        /** @param given documents by file name that are looked up before the class path */
        Reading(Map<String, byte[]> given) {
            this.given = given;
        }

        Sound read(String name, String document) {
            Job job = parsed(name, document);
            JobXmlPlaces own = places.get(name + ".xml");
            JobProperties properties = JobProperties.NONE;
            if (job != null) {
                properties = properties(name, job, own);
                new JobCheck(artifacts, own, this::add).check(job);
                if (job.isAbstract()) {
                    add(own.problem(job.getId(), "job '" + job.getId() + "' is abstract: others inherit from it"));
                }
            }
            if (!problems.isEmpty()) {
                throw new JobXmlException(problems);
            }
            return new Sound(ours(job), hash.text(), own.parameters(), properties);
        }

        private JobProperties properties(String name, Job job, JobXmlPlaces own) {
            Map<String, String> properties =
                    job.getProperties() == null ? Map.of() : job.getProperties().getNameValues();
            return JobProperties.of(
                    name, properties, (ordinal, reason) -> add(own.problem(job.getId(), "property", ordinal, reason)));
        }

        private Job parsed(String name, String document) {
            try {
                return ArchiveXmlLoader.loadJobXml(name, loader, new ArrayList<>(), this);
            } catch (RuntimeException e) {
                // what the schema refuses may well be what JBeret did not understand
                if (problems.isEmpty()) {
                    explain(name, document, e);
                }
                return null;
            }
        }

        private void explain(String name, String document, Exception thrown) {
            JobXmlPlaces own = places.get(name + ".xml");
            for (Inheriting child : own == null ? List.<Inheriting>of() : own.inheriting()) {
                boolean elsewhere = child.jslName() != null && !child.jslName().equals("*");
                if (!elsewhere && !own.hasId(child.parent())) {
                    add(new JobXmlProblem(
                            document,
                            child.line(),
                            child.column(),
                            "'" + child.id() + "' inherits from '" + child.parent() + "', which is not in this document"
                                    + " (nearest: '" + NearestName.of(child.parent(), own.ids()) + "')"));
                }
                if (elsewhere && !places.containsKey(child.jslName() + ".xml")) {
                    add(new JobXmlProblem(
                            document,
                            child.line(),
                            child.column(),
                            "'" + child.id() + "' inherits from job XML '" + child.jslName()
                                    + "', which is not found in " + FOLDER));
                }
            }
            if (problems.isEmpty()) {
                add(new JobXmlProblem(document, 0, 0, deepestMessage(thrown)));
            }
        }

        /** JBeret wraps what the parser said in sentences that do not. */
        private String deepestMessage(Throwable thrown) {
            Throwable link = thrown;
            while (link.getCause() != null) {
                link = link.getCause();
            }
            return link.getMessage() == null
                    ? link.toString()
                    : link.getMessage().replace('\n', ' ');
        }

        private void add(JobXmlProblem problem) {
            problems.add(problem);
        }

        @Override
        public InputStream resolveJobXml(String file, ClassLoader ignored) throws IOException {
            byte[] document = given.get(file);
            String name = document == null ? FOLDER + file : file.substring(0, file.length() - ".xml".length());
            if (document == null) {
                try (InputStream in = loader.getResourceAsStream(FOLDER + file)) {
                    if (in == null) {
                        return null;
                    }
                    document = in.readAllBytes();
                }
            }
            hash.add(document);
            Checked checked = JobXmlSchema.check(name, document, problems);
            places.put(file, checked.places());
            if (!checked.wellFormed()) {
                throw new IOException(name + " cannot be read");
            }
            return new ByteArrayInputStream(document);
        }

        @Override
        public Collection<String> getJobXmlNames(ClassLoader ignored) {
            return Set.of();
        }

        @Override
        public String resolveJobName(String jobXml, ClassLoader ignored) {
            return null;
        }
    }
}
