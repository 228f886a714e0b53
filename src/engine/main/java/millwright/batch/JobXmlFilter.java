package millwright.batch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xml.sax.Attributes;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.AttributesImpl;
import org.xml.sax.helpers.XMLFilterImpl;

/**
 * Shows a job XML of an older version to the schema of the newest, event by event, so that lines and columns stay what
 * they are; notes where its elements stand on the way. Attributes of JBeret's inheritance are not shown: the schema
 * knows none.
 */
final class JobXmlFilter extends XMLFilterImpl {

    private static final String NAMESPACE = "https://jakarta.ee/xml/ns/jakartaee";
    private static final Set<String> ACCEPTED = Set.of(NAMESPACE, "http://xmlns.jcp.org/xml/ns/javaee", "");
    private static final String VERSION = "2.0";
    private static final Set<String> ACCEPTED_VERSIONS = Set.of("1.0", VERSION);
    private static final Set<String> INHERITANCE = Set.of("parent", "abstract", "jsl-name", "merge");

    // without the part "?:value;", which would stand in for it
    private static final Pattern PARAMETER = Pattern.compile("#\\{jobParameters\\['([^']*)'\\]\\}(?!\\?:)");

    private final JobXmlPlaces places;
    private final Deque<String> owners = new ArrayDeque<>();
    private final Deque<Boolean> incomplete = new ArrayDeque<>();
    private Locator locator;

    JobXmlFilter(XMLReader reader, JobXmlPlaces places) {
        super(reader);
        this.places = places;
    }

    /** Whether the element at hand may lack what another one adds to it: it is abstract, or names a parent. */
    boolean isIncomplete() {
        return Boolean.TRUE.equals(incomplete.peek());
    }

    @Override
    public void setDocumentLocator(Locator locator) {
        this.locator = locator;
        super.setDocumentLocator(locator);
    }

    @Override
    public void startPrefixMapping(String prefix, String uri) throws SAXException {
        super.startPrefixMapping(prefix, newest(uri));
    }

    @Override
    public void startElement(String uri, String name, String qualifiedName, Attributes attributes) throws SAXException {
        note(name, attributes);
        boolean inherits = attributes.getValue("parent") != null || "true".equals(attributes.getValue("abstract"));
        // what a job inherits is its properties and listeners, which it may do without
        incomplete.push(isIncomplete() || (inherits && !name.equals("job")));
        super.startElement(newest(uri), name, qualifiedName, shown(name, attributes));
    }

    @Override
    public void endElement(String uri, String name, String qualifiedName) throws SAXException {
        super.endElement(newest(uri), name, qualifiedName);
        incomplete.pop();
        owners.pop();
    }

    private static String newest(String uri) {
        return ACCEPTED.contains(uri) ? NAMESPACE : uri;
    }

    private static Attributes shown(String element, Attributes attributes) {
        AttributesImpl shown = new AttributesImpl();
        boolean hasVersion = false;
        for (int i = 0; i < attributes.getLength(); i++) {
            String name = attributes.getLocalName(i);
            boolean plain = attributes.getURI(i).isEmpty();
            if (plain && INHERITANCE.contains(name)) {
                continue;
            }
            boolean version = plain && element.equals("job") && name.equals("version");
            hasVersion |= version;
            String value = attributes.getValue(i);
            shown.addAttribute(
                    attributes.getURI(i),
                    name,
                    attributes.getQName(i),
                    attributes.getType(i),
                    version && ACCEPTED_VERSIONS.contains(value.trim()) ? VERSION : value);
        }
        if (element.equals("job") && !hasVersion) {
            shown.addAttribute("", "version", "version", "CDATA", VERSION);
        }
        return shown;
    }

    private void note(String name, Attributes attributes) {
        String owner = owners.peek();
        String id = attributes.getValue("id");
        if (owner != null) {
            places.note(owner, name, locator);
        }
        if (id != null) {
            places.noteId(id, locator);
        }
        owners.push(id != null ? id : owner == null ? "" : owner);
        String parent = attributes.getValue("parent");
        if (parent != null) {
            places.inheriting()
                    .add(new JobXmlPlaces.Inheriting(
                            String.valueOf(id),
                            parent,
                            name.equals("job") ? parent : attributes.getValue("jsl-name"),
                            locator.getLineNumber(),
                            locator.getColumnNumber()));
        }
        for (int i = 0; i < attributes.getLength(); i++) {
            Matcher parameter = PARAMETER.matcher(attributes.getValue(i));
            while (parameter.find()) {
                places.parameters()
                        .add(new JobXmlPlaces.ParameterUse(
                                parameter.group(1), locator.getLineNumber(), locator.getColumnNumber()));
            }
        }
    }
}
