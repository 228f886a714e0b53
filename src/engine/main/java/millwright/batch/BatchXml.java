package millwright.batch;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The artifacts that {@code META-INF/batch.xml} gives names to, the old way from before CDI. JBeret reads it anew for
 * each job; here it is read for the checks, and to refuse a document type in it.
 *
 * @param classes the class by the artifact's name
 * @param problems what is wrong with the file: no job can run then
 */
record BatchXml(Map<String, String> classes, List<JobXmlProblem> problems) {

    private static final String FILE = "META-INF/batch.xml";

    static BatchXml of(ClassLoader loader) {
        try (InputStream in = loader.getResourceAsStream(FILE)) {
            return in == null ? new BatchXml(Map.of(), List.of()) : read(in);
        } catch (IOException e) {
            return broken(0, 0, e.getMessage());
        } catch (XMLStreamException e) {
            var at = e.getLocation();
            return broken(at == null ? 0 : at.getLineNumber(), at == null ? 0 : at.getColumnNumber(), e.getMessage());
        }
    }

    private static BatchXml broken(int line, int column, String reason) {
        String plain = String.valueOf(reason).replace('\n', ' ');
        return new BatchXml(Map.of(), List.of(new JobXmlProblem(FILE, line, column, plain)));
    }

    private static BatchXml read(InputStream in) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader reader = factory.createXMLStreamReader(in);
        Map<String, String> classes = new TreeMap<>();
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.DTD) {
                throw new XMLStreamException(
                        "a document type declaration (DOCTYPE) is not allowed in " + FILE, reader.getLocation());
            }
            if (event == XMLStreamConstants.START_ELEMENT
                    && reader.getLocalName().equals("ref")) {
                String id = reader.getAttributeValue(null, "id");
                String type = reader.getAttributeValue(null, "class");
                if (id == null || type == null) {
                    throw new XMLStreamException("a ref needs an id and a class", reader.getLocation());
                }
                classes.put(id, type);
            }
        }
        reader.close();
        return new BatchXml(classes, List.of());
    }
}
