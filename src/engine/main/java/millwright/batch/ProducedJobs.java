package millwright.batch;

import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import millwright.job.JobDefinition;
import org.jberet.job.model.Job;

/** The {@link BatchJob}s that CDI producers make, each checked as a job XML is. */
final class ProducedJobs {

    private static final Logger LOG = Logger.getLogger(ProducedJobs.class.getName());

    private final BeanManager beans;
    private final ArtifactNames artifacts;

    ProducedJobs(BeanManager beans, ArtifactNames artifacts) {
        this.beans = beans;
        this.artifacts = artifacts;
    }

    /** @param place for people: who makes it */
    record Produced(BatchDefinition definition, String place) {}

    List<Produced> all() {
        return beans.getBeans(BatchJob.class, Any.Literal.INSTANCE).stream()
                .sorted(Comparator.comparing(ProducedJobs::place))
                .map(bean -> new Produced(read(bean), place(bean)))
                .toList();
    }

    private static String place(Bean<?> bean) {
        return bean.getBeanClass().getName() + (bean.getName() == null ? "" : " (" + bean.getName() + ")");
    }

    private BatchDefinition read(Bean<?> bean) {
        BatchJob job;
        try {
            CreationalContext<?> context = beans.createCreationalContext(bean);
            job = (BatchJob) beans.getReference(bean, BatchJob.class, context);
            if (job == null) {
                throw new IllegalStateException("its producer gave null");
            }
        } catch (RuntimeException e) {
            // its name is not known; the producer's place is shown for it
            return broken(BatchJob.named(place(bean)), "its producer failed: " + e);
        }
        return checked(job);
    }

    private BatchDefinition checked(BatchJob job) {
        List<JobXmlProblem> problems = new ArrayList<>(artifacts.problems());
        Job model;
        try {
            model = job.model();
        } catch (RuntimeException e) {
            return broken(job, String.valueOf(e.getMessage()));
        }
        new JobCheck(artifacts, new JobXmlPlaces("BatchJob '" + job.name() + "'"), problems::add).check(model);
        return problems.isEmpty()
                ? new BatchDefinition(job.definition(Optional.empty()), JobXml.ours(model), null)
                : broken(job, JobXmlProblem.joined(problems));
    }

    private static BatchDefinition broken(BatchJob job, String problem) {
        LOG.log(Level.SEVERE, "Batch job {0} cannot run: {1}", new Object[] {job.name(), problem});
        JobDefinition definition = job.definition(Optional.of(problem));
        return new BatchDefinition(definition, null, null);
    }
}
