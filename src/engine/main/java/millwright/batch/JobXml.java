package millwright.batch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jberet.creation.ArchiveXmlLoader;
import org.jberet.job.model.Flow;
import org.jberet.job.model.Job;
import org.jberet.job.model.JobElement;
import org.jberet.job.model.Listeners;
import org.jberet.job.model.RefArtifact;
import org.jberet.job.model.Split;
import org.jberet.job.model.Step;
import org.jberet.spi.JobXmlResolver;

/** Reads job XML of the class path into JBeret's model, and makes it ours: each chunk step records what it skips. */
final class JobXml {

    private final ClassLoader loader;

    JobXml(ClassLoader loader) {
        this.loader = loader;
    }

    /** @throws RuntimeException with what is wrong with the document */
    Job read(String name) {
        Job job = ArchiveXmlLoader.loadJobXml(name, loader, new ArrayList<>(), new ClassPathResolver());
        for (Step step : steps(job.getJobElements())) {
            if (step.getChunk() != null) {
                recordSkippedItems(step);
            }
        }
        return job;
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

    private static void recordSkippedItems(Step step) {
        if (step.getListeners() == null) {
            step.setListeners(new Listeners());
        }
        step.getListeners().getListeners().add(new RefArtifact(SkippedItems.REF));
    }

    /**
     * Gives JBeret the bytes of a job XML, once they are known to declare no document type: those can read any file.
     */
    private final class ClassPathResolver implements JobXmlResolver {

        @Override
        public InputStream resolveJobXml(String jobXml, ClassLoader ignored) throws IOException {
            try (InputStream in = loader.getResourceAsStream(DEFAULT_PATH + jobXml)) {
                if (in == null) {
                    return null;
                }
                byte[] document = in.readAllBytes();
                refuseDocumentType(document);
                return new ByteArrayInputStream(document);
            }
        }

        @Override
        public Collection<String> getJobXmlNames(ClassLoader ignored) {
            return List.of();
        }

        @Override
        public String resolveJobName(String jobXml, ClassLoader ignored) {
            return null;
        }
    }

    private static void refuseDocumentType(byte[] document) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(document));
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamReader.DTD) {
                    throw new IOException("a document type declaration (DOCTYPE) is not allowed in job XML");
                }
                if (event == XMLStreamReader.START_ELEMENT) {
                    break;
                }
            }
            reader.close();
        } catch (XMLStreamException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
