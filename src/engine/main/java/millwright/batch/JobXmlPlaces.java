package millwright.batch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.xml.sax.Locator;

/**
 * Where the elements of one job XML stand: by the nearest element around them that has an id, their own name, and their
 * number among those of that name there. JBeret's model, which is checked, knows no lines.
 */
final class JobXmlPlaces {

    private final String document;
    private final Map<String, List<int[]>> positions = new HashMap<>();
    private final List<Inheriting> inheriting = new ArrayList<>();
    private final List<ParameterUse> parameters = new ArrayList<>();

    JobXmlPlaces(String document) {
        this.document = document;
    }

    /** An element that names a parent. */
    record Inheriting(String id, String parent, String jslName, int line, int column) {}

    /** An expression that asks for a job parameter, without a value for when there is none. */
    record ParameterUse(String name, int line, int column) {}

    String document() {
        return document;
    }

    List<Inheriting> inheriting() {
        return inheriting;
    }

    List<ParameterUse> parameters() {
        return parameters;
    }

    void note(String owner, String element, Locator at) {
        positions
                .computeIfAbsent(owner + "/" + element, key -> new ArrayList<>())
                .add(new int[] {at.getLineNumber(), at.getColumnNumber()});
    }

    /** @param ownId the element's own id is noted as its owner's, so that it is found without its name */
    void noteId(String ownId, Locator at) {
        note(ownId, "", at);
    }

    boolean hasId(String id) {
        return positions.containsKey(id + "/");
    }

    List<String> ids() {
        return positions.keySet().stream()
                .filter(key -> key.endsWith("/"))
                .map(key -> key.substring(0, key.length() - 1))
                .toList();
    }

    /** A problem of the element with this id. */
    JobXmlProblem problem(String id, String reason) {
        return problem(id, "", 0, reason);
    }

    /** A problem of an element inside it; where that came by inheritance, it is the inheriting one's. */
    JobXmlProblem problem(String owner, String element, int ordinal, String reason) {
        List<int[]> own = positions.getOrDefault(owner + "/" + element, List.of());
        if (ordinal < own.size()) {
            int[] position = own.get(ordinal);
            return new JobXmlProblem(document, position[0], position[1], reason);
        }
        return element.isEmpty() ? new JobXmlProblem(document, 0, 0, reason) : problem(owner, reason);
    }
}
