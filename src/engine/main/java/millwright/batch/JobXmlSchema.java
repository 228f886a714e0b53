package millwright.batch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URL;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.ValidatorHandler;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;

/**
 * The schema of job XML 2.0, as Jakarta Batch publishes it, kept with the engine: an application's class loader need not
 * see the API's own copy. Reads nothing but the document it is given: no document type, no entity, no other file.
 */
final class JobXmlSchema {

    private static final Schema SCHEMA = schema();

    private static final String DOCTYPE = "a document type declaration (DOCTYPE) is not allowed in job XML";
    private static final Pattern RULE = Pattern.compile("^[a-z-]+(\\.[0-9a-z]+)*: ");
    private static final Pattern QUALIFIED = Pattern.compile("\\{\"[^\"]*\":([^},]*)\\}|\"https?://[^\"]*\":");

    private JobXmlSchema() {}

    private static Schema schema() {
        try {
            SchemaFactory factory = SchemaFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            URL schema = JobXmlSchema.class.getResource("/millwright/batch/jobXML_2_0.xsd");
            try (var in = schema.openStream()) {
                return factory.newSchema(new javax.xml.transform.stream.StreamSource(in));
            }
        } catch (SAXException | IOException e) {
            throw new IllegalStateException("the schema of job XML is missing from the engine's jar", e);
        }
    }

    /**
     * Checks a document.
     *
     * @param problems is given what is wrong with it
     * @return where its elements stand; empty of what comes after a place where it is not well-formed
     */
    static Checked check(String name, byte[] document, List<JobXmlProblem> problems) {
        JobXmlPlaces places = new JobXmlPlaces(name);
        try {
            JobXmlFilter filter = new JobXmlFilter(reader(), places);
            ValidatorHandler validator = SCHEMA.newValidatorHandler();
            inEnglish(validator);
            Errors errors = new Errors(filter, name, problems);
            validator.setErrorHandler(errors);
            filter.setErrorHandler(errors);
            filter.setContentHandler(validator);
            filter.parse(new InputSource(new ByteArrayInputStream(document)));
            return new Checked(places, !errors.fatal);
        } catch (SAXParseException e) {
            // said by the handler already
            return new Checked(places, false);
        } catch (SAXException | ParserConfigurationException e) {
            throw new IllegalStateException("XML cannot be read", e);
        } catch (IOException e) {
            // such as bytes that the declared encoding does not have
            problems.add(new JobXmlProblem(name, 1, 1, String.valueOf(e.getMessage())));
            return new Checked(places, false);
        }
    }

    /** @param wellFormed whether it can be read at all, and may be */
    record Checked(JobXmlPlaces places, boolean wellFormed) {}

    private static XMLReader reader() throws SAXException, ParserConfigurationException {
        SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
        factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        XMLReader reader = factory.newSAXParser().getXMLReader();
        reader.setEntityResolver((publicId, systemId) -> {
            throw new SAXException("job XML refers to nothing outside, but here to " + systemId);
        });
        return reader;
    }

    private static void inEnglish(ValidatorHandler validator) throws SAXException {
        validator.setProperty("http://apache.org/xml/properties/locale", Locale.ENGLISH);
    }

    /** Collects what the parser and the validator say, in words of job XML. */
    private static final class Errors implements ErrorHandler {

        private final JobXmlFilter filter;
        private final String document;
        private final List<JobXmlProblem> problems;
        private boolean fatal;

        Errors(JobXmlFilter filter, String document, List<JobXmlProblem> problems) {
            this.filter = filter;
            this.document = document;
            this.problems = problems;
        }

        @Override
        public void warning(SAXParseException said) {
            // about the schema, never about the document
        }

        @Override
        public void error(SAXParseException said) {
            if (!(filter.isIncomplete() && isLacking(said.getMessage()))) {
                add(said);
            }
        }

        @Override
        public void fatalError(SAXParseException said) throws SAXException {
            fatal = true;
            add(said);
            throw said;
        }

        /** Whether something is not there that another element may add. JBeret refuses what is there and does not belong. */
        private static boolean isLacking(String message) {
            return message.startsWith("cvc-complex-type.2.4.b")
                    || (message.startsWith("cvc-complex-type.2.4.a")
                            && (message.contains(":reader") || message.contains(":writer")));
        }

        private void add(SAXParseException said) {
            String reason = said.getMessage().contains("DOCTYPE is disallowed") ? DOCTYPE : plain(said.getMessage());
            problems.add(new JobXmlProblem(document, said.getLineNumber(), said.getColumnNumber(), reason));
        }

        /** Without the schema's rule numbers and namespaces. */
        private static String plain(String message) {
            Matcher qualified = QUALIFIED.matcher(RULE.matcher(message).replaceFirst(""));
            return qualified
                    .replaceAll(found -> found.group(1) == null ? "" : Matcher.quoteReplacement(found.group(1)))
                    .replace('\n', ' ');
        }
    }
}
